"""Language versions of a document: brought, set beside the original paragraph by paragraph, read, and told apart."""
