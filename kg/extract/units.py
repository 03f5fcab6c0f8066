"""Which measures a number's unit rules out: no accuracy is 140 ms long, no perplexity takes 3.68 GB."""

from __future__ import annotations

import re

_TIME_OR_MEMORY = re.compile(
    r"\d[\s~$\\,]*(?:(?:GPU|CPU|TPU|wall[- ]clock)[\s-]+)?"
    r"(?:[nmµμ]?s|secs?|seconds?|milliseconds?|mins?|minutes?|h|hrs?|hours?|days?|[KMGT]i?B)\s*\$?$"
)
_SHARE_OR_RATE = re.compile(
    r"(?:accuracy|precision|recall|f1|f1[\s-]score|perplexity|auc|auroc|m?ap|m?iou|bleu|rouge(?:-\w+)?|dice"
    r"|psnr|ssim|fid|throughput|fps|(?:success|win|error) rate|speed-?up)s?$",
    re.IGNORECASE,
)


def rules_out(value: str, metric: str) -> bool:
    """Whether a value has a unit of time or memory, and the metric is a share, a score or a rate.

    >>> rules_out("140 ms", "FPS"), rules_out("3.68GB", "perplexity"), rules_out("140 ms", "latency")
    (True, True, False)
    """
    return bool(_TIME_OR_MEMORY.search(value) and _SHARE_OR_RATE.search(metric))
