"""What a run says at its end: one line for each folder of tests, and each reason for which tests were skipped."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pytest


@dataclass(slots=True)
class Folder:
    """What was counted in one top folder of tests; seconds include setting up and tearing down."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, report: pytest.TestReport) -> None:
        """Count one phase of a test: a test passes in its call; it may be skipped or fail in any phase."""
        self.seconds += report.duration
        if report.when == "call" or not report.passed:
            self.outcomes[report.outcome] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report for kind in terminalreporter.stats.values() for report in kind if isinstance(report, pytest.TestReport)
    ]
    if not reports:
        return
    terminalreporter.section("by folder")
    for name, folder in sorted(_by_folder(reports).items()):
        counts = ", ".join(f"{folder.outcomes[kind]:4d} {kind}" for kind in ("passed", "skipped", "failed"))
        terminalreporter.write_line(f"{name:24s}{counts}, {folder.seconds:7.1f} s")
    for reason, count in _skipped(reports).items():
        terminalreporter.write_line(f"SKIPPED {count}: {reason}", yellow=True)


def _by_folder(reports: list[pytest.TestReport]) -> dict[str, Folder]:
    folders: dict[str, Folder] = defaultdict(Folder)
    for report in reports:
        parts = report.location[0].split("/")
        folders["/".join(parts[:2]) if len(parts) > 2 else parts[0]].add(report)
    return folders


def _skipped(reports: list[pytest.TestReport]) -> Counter[str]:
    """The reasons; pytest gives each as (file, line, "Skipped: why")."""
    places = (report.longrepr for report in reports if report.skipped)
    return Counter(place[2].removeprefix("Skipped: ") for place in places if isinstance(place, tuple))
