-- The strike coordinator of the coalition.
alter table office drop constraint office_role_check, drop constraint office_check;
alter table office add constraint office_role_check check (role in ('administrator', 'communications', 'organizer', 'coordinator', 'director', 'officer', 'steward')),
  add constraint office_check check ((role in ('administrator', 'communications', 'organizer', 'coordinator')) = (scope_kind = 'coalition'));
alter table office_invitation drop constraint office_invitation_role_check;
alter table office_invitation add constraint office_invitation_role_check check (role in ('administrator', 'communications', 'organizer', 'coordinator', 'director', 'officer', 'steward'));
