-- Fills former_area: every former code with the areas of today it became, chains followed (现区划).
-- A code that was split and whose parts came together again became one area.
--
-- @param  deepest  integer  no chain is longer; a circle of successors must not turn for ever

insert into former_area
with recursive step as (

    select
        former_code,
        former_name,
        area_code,
        changed_on,
        change_kind,
        if(
            count(*) over (partition by former_code) = 1,
            1,
            share / sum(share) over (partition by former_code)
        ) as share
    from area_successor

),

onward as (

    select
        former_code,
        former_name,
        area_code,
        changed_on,
        change_kind in ('merged', 'split') as is_remade,
        change_kind <> 'renamed' as is_recoded,
        share,
        1 as steps
    from step
    union all
    select
        onward.former_code,
        onward.former_name,
        step.area_code,
        onward.changed_on,
        onward.is_remade or step.change_kind in ('merged', 'split') as is_remade,
        onward.is_recoded or step.change_kind <> 'renamed' as is_recoded,
        onward.share * step.share as share,
        onward.steps + 1 as steps
    from onward
    inner join step on onward.area_code = step.former_code
    where onward.steps < $deepest

),

reached as (

    select
        onward.former_code,
        max(onward.former_name) as former_name,
        onward.area_code,
        min(onward.changed_on) as changed_on,
        bool_or(onward.is_remade) as is_remade,
        bool_or(onward.is_recoded) as is_recoded,
        if(count(onward.share) = count(*), sum(onward.share), null) as share
    from onward
    inner join area on onward.area_code = area.area_code
    where onward.area_code not in (select area_successor.former_code from area_successor)
    group by onward.former_code, onward.area_code

)

select
    former_code,
    former_name,
    area_code,
    changed_on,
    case
        when count(*) over (partition by former_code) > 1 then 'split'
        when is_remade then 'merged'
        when is_recoded then 'recoded'
        else 'renamed'
    end as change_kind,
    share
from reached
order by former_code, area_code
