-- The parts that an area made of others had before a month of changes (变更前的组成).
-- They are the former areas, with what share of their people came to it, and the area itself if it
-- was there before.
--
-- @param  month  date  the first month after the change

create or replace temp table changing_area as
with former as (

    select
        area_code,
        former_code as part_code,
        change_kind,
        if(
            count(*) over (partition by former_code) = 1,
            1,
            share / sum(share) over (partition by former_code)
        ) as share
    from area_successor
    where changed_on = $month and change_kind in ('merged', 'split')

),

-- What has a figure of before the change was there before it, and so was what took in others and
-- has an institution of before. In a split area that may be an answer to the question whose it is.
earlier as (

    select area_code from population
    where stat_date < $month
    union
    select institution.area_code
    from institution
    inner join former on institution.area_code = former.area_code
    where institution.as_of < $month and former.change_kind = 'merged'

)

select * from former
union all
select distinct
    former.area_code,
    former.area_code as part_code,
    'merged' as change_kind,
    1 as share
from former
inner join earlier using (area_code)
