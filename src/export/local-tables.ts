// What belongs to a local. Whatever table has a column local_id goes with the local, so that no later feature is forgotten; here stands what
// doesn't go, and what else does.

/** Tables of a local that stay behind when it goes, each with its reason. */
export const staysBehind: Record<string, string> = {
  import_chunk: 'files as they came: what was read out of them is there',
  import_refused: 'rows of files as they came',
  import_absent: 'who was missing from a file that does not go',
  import_profile: 'how files are read here',
  office: 'goes as offices.csv, with the address under which each holder is invited',
  office_invitation: 'an invitation holds here; living offices go and are invited anew',
  audit: 'what was done here, by accounts of this deployment',
  export: 'what left here',
  erasure: 'what was erased here',
  local_erasure: 'what was erased here',
  member_merge: 'the way back of a merge is here',
  member_merge_row: 'the way back of a merge is here',
  two_people: 'what an officer here looked at',
  place_count: 'is counted anew',
  place_stale: 'is counted anew',
  headcount: 'is counted anew',
  unit_ratified: 'each note goes with its own last day; a ratification is confirmed anew there',
  headcount_together: 'is counted anew',
}

/** Columns that stay behind, as do all that name an account: accounts are not the local's. */
export const columnsBehind: Record<string, string> = {
  'rsvp.share_token': 'a link into this deployment',
  'import.reading': 'how a file that does not go was read',
  'import.sheets': 'how a file that does not go was read',
  'import.rules': 'how a file that does not go was read',
  'import.whole_units': 'how a file that does not go was read',
}

/** Rows that stay behind. */
export const rowsGoing: Record<string, string> = {
  import: `state in ('done', 'undone')`,
  import_change: `import_id in (select i.id from import i where i.local_id = import_change.local_id and i.state in ('done', 'undone'))`,
}

/** Names that a local's rows refer to, as far as they do; facts about organizations. `?` is the local's id. */
export const named: Record<string, string> = {
  local: 'id = ?',
  parent_union: 'id in (select parent_union_id from local where id = ?)',
  region:
    'id in (select region_id from local where id = ? union select w.region_id from worksite w join assignment a on a.worksite_id = w.id where a.local_id = ? union select w.region_id from worksite w join unit_law u on w.id = any (u.worksite_ids) where u.local_id = ?)',
  employer:
    'id in (select employer_id from bargaining_unit where local_id = ? union select w.employer_id from worksite w join assignment a on a.worksite_id = w.id where a.local_id = ? union select w.employer_id from worksite w join unit_law u on w.id = any (u.worksite_ids) where u.local_id = ?)',
  worksite:
    'id in (select worksite_id from assignment where local_id = ? union select unnest(worksite_ids) from unit_law where local_id = ? union select unnest(worksite_ids) from strike_notice where local_id = ? union select unnest(worksite_ids) from lockout where local_id = ?)',
  department: 'id in (select department_id from assignment where local_id = ?)',
  shift: 'id in (select shift_id from assignment where local_id = ?)',
  classification: 'id in (select classification_id from assignment where local_id = ?)',
  event:
    'host_local_id = ? or id in (select event_id from rsvp where local_id = ? union select event_id from sign_up where local_id = ? union select event_id from event_goal where local_id = ?)',
  event_version: 'event_id in (select id from event where host_local_id = ?)',
}
