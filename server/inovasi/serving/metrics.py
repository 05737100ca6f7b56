"""What the server counts, for Prometheus; every label has few values, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from flask import Response, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from inovasi import __version__
from inovasi.serving.cache import Shelf
from inovasi.serving.records import Record
from inovasi.workers.pool import Pool, State

_SECONDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """Answers ``/metrics``; counts what ends, and looks at the rest when it is asked."""

    def __init__(self, pool: Pool | None, shelf: Shelf | None) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "inovasi_requests",
            "Requests answered.",
            ["route", "status"],
            registry=self.registry,
        )
        self._bytes = Counter(
            "inovasi_response_bytes", "Bytes of bodies sent.", ["route"], registry=self.registry
        )
        self._cache = Counter(
            "inovasi_cache_requests",
            "What the cache did: hit, validated (304), shared (with an equal query), miss.",
            ["result"],
            registry=self.registry,
        )
        self._queries = Histogram(
            "inovasi_query_seconds",
            "Time to a whole answer or an error, waiting included.",
            ["outcome"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        Gauge("inovasi_info", "Always 1.", ["release"], registry=self.registry).labels(
            __version__
        ).set(1)
        if pool:
            self.registry.register(_Seen(lambda: list(_of_pool(pool.state()))))
        if shelf is not None:
            self.registry.register(_Seen(lambda: list(_of_shelf(shelf))))

    def view(self) -> Response:
        """The figures in the format that is asked for, text or OpenMetrics."""
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        response = Response(encode(self.registry), content_type=content_type)
        response.headers["Cache-Control"] = "no-store"
        return response

    def observe_request(self, record: Record) -> None:
        self._requests.labels(record.route, str(record.status)).inc()
        self._bytes.labels(record.route).inc(record.size)
        if record.cache:
            self._cache.labels(record.cache).inc()

    def observe_query(self, outcome: str, seconds: float) -> None:
        self._queries.labels(outcome).observe(seconds)


class _Seen(Collector):
    """Figures that are looked at when they are asked for."""

    def __init__(self, look: Callable[[], Iterable[Metric]]) -> None:
        self._look = look

    def collect(self) -> Iterable[Metric]:
        return self._look()


def _of_pool(state: State) -> Iterable[Metric]:
    gauges = {
        "inovasi_workers": ("Processes for queries that there should be.", state.workers),
        "inovasi_workers_alive": ("Those that are ready.", state.alive),
        "inovasi_workers_free": ("Those that no query has.", state.free),
        "inovasi_queries_running": ("Queries that have a process.", state.running),
        "inovasi_queries_waiting": ("Queries that wait for one.", state.waiting),
        "inovasi_draining": ("1 while the server is stopping.", state.draining),
        "inovasi_workers_in_trouble": ("1 while no more can be started.", bool(state.trouble)),
    }
    for name, (help_, value) in gauges.items():
        yield GaugeMetricFamily(name, help_, float(value))
    yield CounterMetricFamily("inovasi_workers_started", "Processes started.", state.started)
    yield CounterMetricFamily("inovasi_workers_ended", "Processes ended.", state.buried)
    isolation = GaugeMetricFamily(
        "inovasi_isolation", "1 for what keeps queries from the network.", labels=["level"]
    )
    isolation.add_metric([state.isolation], 1)
    yield isolation


def _of_shelf(shelf: Shelf) -> Iterable[Metric]:
    yield GaugeMetricFamily("inovasi_cache_bytes", "Memory of the answers kept.", shelf.bytes)
    yield GaugeMetricFamily("inovasi_cache_answers", "Answers kept.", len(shelf))
