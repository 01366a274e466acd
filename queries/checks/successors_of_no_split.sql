-- 一个原代码有几个现代码,但不是在同一月拆分。
--
-- @en        A former code has several successors without being split in one month.
-- @severity  fail
-- @table     area_successor
-- @field     change_kind
-- @todo_zh   请把各行的变更类型都写成「拆分」,变更日期一致,并给出人口比例。
-- @todo_en   Call each of the rows a split, of the same month, and give the shares of the people.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    area_successor.former_code || ' → ' || area_successor.area_code as found
from area_successor
inner join area_successor as other on area_successor.former_code = other.former_code
group by all
having
    count(distinct other.area_code) > 1
    and (
        count(distinct other.changed_on) > 1
        or bool_or(other.change_kind <> 'split')
    )
order by area_successor.source_name, area_successor.source_row
