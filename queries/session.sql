-- Views and macros that queries share (公共视图与函数). Every connection makes them anew: they
-- belong to the program and not to the database, so that an old release is read by today's rules.

-- The months one can look at: those of the register or, without one, those of other figures.
create or replace temp view month as
with register_month as (
    select distinct as_of from institution
),

other_month as (
    select date_trunc('month', period)::date as as_of from reported_value
    union
    select date_trunc('month', stat_date)::date as as_of from population
)

select as_of from register_month
union
select as_of from other_month
where not exists (select 1 from register_month)
order by as_of;

-- The counting rule (统计口径): counted at all, opened by the end of the month, not closed by then.
create or replace temp view open_institution as
select * -- noqa: AM04
from institution
where
    coalesce(is_counted, true)
    and coalesce(opened_on <= last_day(as_of), true)
    and coalesce(closed_on > last_day(as_of), true);

-- Sums that keep "unknown" apart from "none": null when a part did not report (reported is false),
-- or when there are units but none of them gave the value; 0 when there is no unit to count.
create or replace temp macro sum_known(value, units, reported) as
case
    when
        bool_and(reported)
        -- bool_or, because a filtered count of every column takes twice the time.
        and (coalesce(sum(units), 0) = 0 or bool_or(units > 0 and value is not null))
        then coalesce(sum(value), 0)::bigint
end;

create or replace temp macro count_known(condition, reported) as
case when bool_and(reported) then count(*) filter (where condition) end;

-- A count that is null where no row of the group gave the value it rests on.
create or replace temp macro if_given(value, counted) as
case when count(value) > 0 then counted end;

-- A sum of which no part is missing.
create or replace temp macro whole_sum(value) as
case when count(value) = count(*) then sum(value) end;

-- By how much a number grew, 0 where it did not; null where either is unknown.
create or replace temp macro growth(now, before) as
case when now > before then now - before when now <= before then 0 end;
