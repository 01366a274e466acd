-- The areas as they were handed in, communities included (行政区划原表).

select
    area_code,
    area_name,
    level,
    parent_code,
    source_name,
    source_row
from area
