"""The numbers of one application, for Prometheus: its own registry, and no label that could name a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Counters:
    """What is counted, on a registry of its own, so that two applications in one process do not add up."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "shenbao_requests", "Answered requests", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "shenbao_request_seconds", "Time to answer, seconds", ("route",), registry=self.registry, buckets=BUCKETS
        )
        self.turns = Counter("shenbao_turns", "Turns taken", ("channel",), registry=self.registry)
        self.faults = Counter("shenbao_faults", "Answers that failed through our own fault", registry=self.registry)
        self.outbox = Gauge("shenbao_outbox_waiting", "Messages waiting to be sent", registry=self.registry)
        self.readers = Gauge("shenbao_event_readers", "Open event streams", registry=self.registry)

    def page(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self.registry)
