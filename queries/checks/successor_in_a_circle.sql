-- 区划变更绕成了圈。
--
-- @en        The changes of an area lead back to itself.
-- @severity  fail
-- @table     area_successor
-- @field     area_code
-- @todo_zh   请改正原代码或现代码。
-- @todo_en   Correct the former code or its successor.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with recursive onward as (

    select
        former_code,
        area_code
    from area_successor
    union
    select
        onward.former_code,
        area_successor.area_code
    from onward
    inner join area_successor on onward.area_code = area_successor.former_code

)

select
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    area_successor.former_code || ' → ' || area_successor.area_code as found
from area_successor
where
    exists (
        select 1
        from onward
        where
            onward.former_code = area_successor.former_code
            and onward.area_code = area_successor.former_code
    )
order by area_successor.source_name, area_successor.source_row
