-- Communities without a childcare service point (没有托育服务点的社区村).
-- The latest snapshot of service points up to the month; none at all names nobody.
--
-- @grain   area_code
-- @param   as_of   date  month looked at
-- @param   within  text  code of the area they lie in
-- @column  area_code  code
-- @column  area_name  text

with

snapshot as (

    select max(as_of) as taken_in
    from service_point
    where as_of <= $as_of

),

served as (

    select service_point.community_code
    from service_point
    inner join snapshot on service_point.as_of = snapshot.taken_in

)

select
    area.area_code,
    area.area_name
from area
inner join area_ancestor
    on area.area_code = area_ancestor.area_code and area_ancestor.ancestor_code = $within
cross join snapshot
where
    area.level = 'community'
    and snapshot.taken_in is not null
    and area.area_code not in (select served.community_code from served)
order by area.area_code
