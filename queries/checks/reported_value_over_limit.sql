-- 上报值超出该指标的上限或小于0。
-- A net number may be negative.
--
-- @en        A reported value is above the limit of its indicator, or below 0.
-- @severity  warn
-- @table     reported_value
-- @field     value
-- @todo_zh   请核对数值和单位,可能错填了小数点。
-- @todo_en   Check value and unit, the decimal point may be wrong.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    reported_value.source_name,
    reported_value.source_row,
    reported_value.indicator as subject,
    reported_value.value::text as found
from reported_value
inner join declared_indicator on reported_value.indicator = declared_indicator.indicator
where
    reported_value.value > declared_indicator.value_limit
    or (reported_value.value < 0 and declared_indicator.indicator <> 'net_new_slots')
order by reported_value.source_name, reported_value.source_row
