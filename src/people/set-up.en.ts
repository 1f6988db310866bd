export const en = {
  title: 'Set up Commontable',
  lead: 'Name the coalition and its first officer. This link works once, for one hour.',
  coalition: 'Name of the coalition',
  coalitionHint: 'As members know it.',
  zone: 'Time zone',
  zoneHint: 'For the coalition’s own dates, such as America/Los_Angeles. Worksites have their own.',
  name: 'Your name',
  nameHint: 'As it will stand under what you grant and approve.',
  address: 'Your e-mail address',
  addressHint: 'With it you sign in later. A personal one, not the employer’s.',
  submit: 'Set up',
  errors: {
    coalition: 'Name the coalition, in at most 120 characters.',
    zone: 'No such time zone. Write it like America/Los_Angeles or Pacific/Honolulu.',
    name: 'Say your name, in at most 120 characters.',
    address: 'This is not an e-mail address. Check for spaces and for the part after the @.',
  },
}
