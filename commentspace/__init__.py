"""commentspace: draft documents reviewed together, paragraph by paragraph."""

__version__ = "0.1.0"
