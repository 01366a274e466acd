-- Values that a document or an office reported, as reported (上报值).
--
-- @grain   indicator
-- @grain   area_code
-- @grain   period
-- @column  indicator    text
-- @column  area_code    code
-- @column  period       month
-- @column  value        number
-- @column  source       text
-- @column  note         text
-- @column  sample_size  number

select
    indicator,
    area_code,
    period,
    value,
    source,
    note,
    sample_size
from reported_value
order by indicator, area_code, period
