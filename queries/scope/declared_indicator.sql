-- The declared indicators, the same for everybody (指标目录).

select * -- noqa: AM04
from declared_indicator
