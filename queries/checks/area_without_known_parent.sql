-- 区域没有上级,或上级代码不在行政区划表中。
--
-- @en        An area has no parent, or its parent is not in the area table.
-- @severity  fail
-- @table     area
-- @field     parent_code
-- @todo_zh   请填写上级代码,并把上级区域列入行政区划表。
-- @todo_en   Give the parent code, and list the parent in the area table.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with ranked as (

    select
        source_name,
        source_row,
        area_name,
        parent_code,
        list_position(
            ['nation', 'province', 'city', 'county', 'township', 'community'], level
        ) as level_rank
    from area

),

topmost as (

    select min(level_rank) as level_rank
    from ranked

)

select
    ranked.source_name,
    ranked.source_row,
    ranked.area_name as subject,
    coalesce(ranked.parent_code, '') as found
from ranked
cross join topmost
left join area as parent on ranked.parent_code = parent.area_code
where
    parent.area_code is null
    -- The one topmost area has no parent; two of them are another check's finding.
    and (ranked.level_rank > topmost.level_rank or ranked.parent_code is not null)
order by ranked.source_name, ranked.source_row
