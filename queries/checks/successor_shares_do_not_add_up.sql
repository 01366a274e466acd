-- 拆分的人口比例合计不是 1,或没有全部给出。
--
-- @en        The shares of a split area do not add up to 1, or not all are given.
-- @severity  fail
-- @table     area_successor
-- @field     share
-- @todo_zh   请更正各部分的人口比例(合计为 1 或 100 %);不知道就全部留空。
-- @todo_en   Correct the shares (1 or 100 % in all); leave all of them empty if they are not known.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with summed as (

    select
        former_code,
        sum(share) as total,
        min(share) as least,
        count(share) as given,
        count(*) as parts
    from area_successor
    where change_kind = 'split'
    group by former_code

)

select
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    coalesce(summed.total::text, '') as found
from area_successor
inner join summed using (former_code)
where
    summed.given > 0
    and (
        summed.given < summed.parts
        or summed.least < 0
        -- One thousandth: shares are written with a few digits.
        or least(abs(summed.total - 1), abs(summed.total - 100) / 100) > 0.001
    )
order by area_successor.source_name, area_successor.source_row
