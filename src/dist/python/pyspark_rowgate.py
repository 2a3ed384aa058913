"""Found by Spark, which looks for data sources in modules of this prefix."""

from rowgate.spark import RowgateSource as DefaultSource

__all__ = ["DefaultSource"]
