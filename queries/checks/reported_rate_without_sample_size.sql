-- 家庭与科学育儿类比率没有样本量。
-- Nobody can tell 68 % of 25 families from 68 % of 2,500.
--
-- @en        A rate about families has no sample size.
-- @severity  warn
-- @table     reported_value
-- @field     sample_size
-- @todo_zh   请填样本量;全数统计的,填户数或单位数。
-- @todo_en   Fill in the sample size; where all were counted, the number of families or units.
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
    declared_indicator.indicator_group = 'family'
    and declared_indicator.unit = 'percent'
    and coalesce(reported_value.sample_size, 0) = 0
order by reported_value.source_name, reported_value.source_row
