/** The questions of screens that come later: their texts come with the rest of the worker (rest.ts). */
import { takeSql } from "./sql.ts";

takeSql(
  import.meta.glob(
    [
      "../../../infoview_sync/projections/sql/query/{bank_use,belonging,events_by_week,funnel,insights_by_month,mentions,met_among,opportunities,organisations,thank_times,things,undo_of,undone_together}.sql",
      "../../../infoview_sync/projections/sql/query/measure_{advice,chain,days,dormant,dormant_people,insights,late,prepared,reciprocity,referrals,reply_interview,reply_rate,thank_time,thanked}.sql",
    ],
    { query: "?raw", import: "default", eager: true },
  ),
);
