// The example campaign's parties. All of them are invented; sizes, regions and kinds of work follow the public record of the
// reference campaign (modelled-on.ts), and where the record gives no size one was chosen.

export const coalition = {
  name: 'Lantern Alliance of Health Care Unions',
  zone: 'America/Los_Angeles',
  postalAddress: 'Lantern Alliance, 1 Invented Plaza, Bright Coast, CA 90000',
  replyTo: 'office@example.org',
}

export const employer = 'Fernwhistle Health'

export const parentUnions = [
  'Federation of Bedside Professionals',
  'Amalgamated Foundry and Care Workers',
  'Guild of Teaching and Nursing Hands',
  'Market and Pharmacy Workers United',
  'House, Kitchen and Ward Workers',
  'Order of Boiler and Biomedical Engineers',
  'Carters and Imaging Workers Union',
  'Dock and Gate Guards Union',
  'Independent local unions',
] as const

export const regions = [
  { key: 'bright-coast', name: 'Bright Coast', zone: 'America/Los_Angeles' },
  { key: 'long-harbor', name: 'Long Harbor', zone: 'America/Los_Angeles' },
  { key: 'north-rivers', name: 'North Rivers', zone: 'America/Los_Angeles' },
  { key: 'evergreen-sound', name: 'Evergreen Sound', zone: 'America/Los_Angeles' },
  { key: 'trade-wind-islands', name: 'Trade Wind Islands', zone: 'Pacific/Honolulu' },
  { key: 'high-plains', name: 'High Plains', zone: 'America/Denver' },
  { key: 'piedmont', name: 'Piedmont', zone: 'America/New_York' },
  { key: 'tidewater', name: 'Tidewater', zone: 'America/New_York' },
] as const
export type RegionKey = (typeof regions)[number]['key']

export const shifts = ['Day', 'Evening', 'Night', 'Weekend', 'On call'] as const
export type Shift = (typeof shifts)[number]

export type SiteKind = 'center' | 'offices' | 'specialty'

/** Facilities: in each region the first `centers` towns have a medical center, every town has medical offices, the last `specialty` towns a specialty clinic too. */
export const towns: Record<RegionKey, { towns: string[]; centers: number; specialty: number }> = {
  'bright-coast': {
    towns: ['Almond Cove', 'Pelican Bluff', 'Saltlight', 'Marigold Beach', 'Tern Landing', 'Abalone Flats', 'Sandpiper Mesa', 'Juniper Strand', 'Lampwick Bay', 'Copper Lagoon',
      'Foghorn Hill', 'Starling Pier', 'Seven Palms', 'Windrow'],
    centers: 10, specialty: 10,
  },
  'long-harbor': {
    towns: ['Long Harbor', 'Citrus Bend', 'Quarry Gate', 'Vineyard Pass', 'Desert Bell', 'Cactus Wren', 'San Ficticio', 'Tumbleweed', 'Agave Springs', 'Sundial', 'Orchard Fork',
      'Red Arroyo', 'Mesquite Ferry', 'Packinghouse', 'Gantry Row', 'Breakwater'],
    centers: 10, specialty: 12,
  },
  'north-rivers': { towns: ['Alder Crossing', 'Two Bridges', 'Salmon Ladder', 'Mossy Ford', 'Timberline', 'Rain Gate'], centers: 3, specialty: 4 },
  'evergreen-sound': { towns: ['Cedar Inlet', 'Orca Narrows', 'Ferry Slip', 'Heron Marsh', 'Kelp Island'], centers: 1, specialty: 3 },
  'trade-wind-islands': { towns: ['Hale Makani', 'Plumeria Bay', 'Lava Rock', 'Kukui Grove', 'Reef Point'], centers: 2, specialty: 2 },
  'high-plains': { towns: ['Prairie Lantern', 'Cottonwood Mile', 'Antelope Rise', 'Snowfence', 'Windmill Butte'], centers: 2, specialty: 2 },
  piedmont: { towns: ['Peachtree Hollow', 'Red Clay', 'Dogwood Junction'], centers: 1, specialty: 1 },
  tidewater: { towns: ['Oyster Neck', 'Lighthouse Reach', 'Chestnut Locks'], centers: 1, specialty: 1 },
}

/** Shifts of a kind of work: around the clock, in the day with some evenings, or on call. */
const clock: Shift[] = ['Day', 'Day', 'Evening', 'Night', 'Night', 'Weekend']
const day: Shift[] = ['Day', 'Day', 'Day', 'Evening']
const call: Shift[] = ['Day', 'Night', 'On call']

interface Work {
  name: string
  shifts: Shift[]
  /** Departments in which this work is done, by kind of facility. No entry: not done there. */
  center?: string[]
  offices?: string[]
  specialty?: string[]
}

export const works = {
  nurse: {
    name: 'Registered nurse', shifts: clock,
    center: ['Emergency', 'Intensive Care', 'Medical-Surgical', 'Telemetry', 'Maternity', 'Operating Rooms', 'Oncology', 'Dialysis'],
    offices: ['Primary Care', 'Pediatrics', 'Urgent Care'], specialty: ['Cardiology', 'Outpatient Surgery'],
  },
  chargeNurse: { name: 'Charge nurse', shifts: clock, center: ['Emergency', 'Intensive Care', 'Medical-Surgical', 'Maternity'] },
  nursePractitioner: { name: 'Nurse practitioner', shifts: day, center: ['Emergency'], offices: ['Primary Care', 'Pediatrics', 'Urgent Care'], specialty: ['Cardiology'] },
  midwife: { name: 'Nurse midwife', shifts: clock, center: ['Maternity'] },
  anesthetist: { name: 'Nurse anesthetist', shifts: call, center: ['Operating Rooms'], specialty: ['Outpatient Surgery'] },
  physicianAssistant: { name: 'Physician assistant', shifts: day, center: ['Emergency'], offices: ['Urgent Care', 'Primary Care'] },
  physicalTherapist: { name: 'Physical therapist', shifts: day, center: ['Rehabilitation'], offices: ['Rehabilitation'] },
  dietitian: { name: 'Registered dietitian', shifts: day, center: ['Nutrition Services'] },
  vocationalNurse: { name: 'Licensed vocational nurse', shifts: day, center: ['Medical-Surgical'], offices: ['Primary Care', 'Pediatrics', 'Urgent Care'], specialty: ['Cardiology'] },
  respiratory: { name: 'Respiratory therapist', shifts: clock, center: ['Respiratory Care', 'Intensive Care'] },
  surgical: { name: 'Surgical technologist', shifts: clock, center: ['Operating Rooms'], specialty: ['Outpatient Surgery'] },
  sterile: { name: 'Sterile processing technician', shifts: clock, center: ['Operating Rooms'] },
  pharmacist: { name: 'Pharmacist', shifts: day, center: ['Pharmacy'], offices: ['Pharmacy'] },
  pharmacyTechnician: { name: 'Pharmacy technician', shifts: day, center: ['Pharmacy'], offices: ['Pharmacy'] },
  labScientist: { name: 'Clinical laboratory scientist', shifts: clock, center: ['Laboratory'], offices: ['Laboratory'] },
  labAssistant: { name: 'Laboratory assistant', shifts: clock, center: ['Laboratory'], offices: ['Laboratory'] },
  phlebotomist: { name: 'Phlebotomist', shifts: day, center: ['Laboratory'], offices: ['Laboratory'] },
  radiologic: { name: 'Radiologic technologist', shifts: clock, center: ['Imaging'], offices: ['Imaging'], specialty: ['Imaging'] },
  ultrasound: { name: 'Ultrasound technologist', shifts: day, center: ['Imaging'], offices: ['Imaging'], specialty: ['Imaging'] },
  mri: { name: 'MRI technologist', shifts: clock, center: ['Imaging'], specialty: ['Imaging'] },
  hygienist: { name: 'Dental hygienist', shifts: day, specialty: ['Dental'] },
  medicalAssistant: { name: 'Medical assistant', shifts: day, offices: ['Primary Care', 'Pediatrics', 'Urgent Care'], specialty: ['Cardiology'] },
  transporter: { name: 'Patient transporter', shifts: clock, center: ['Emergency', 'Medical-Surgical'] },
  cook: { name: 'Cook', shifts: day, center: ['Nutrition Services'] },
  housekeeper: { name: 'Environmental services attendant', shifts: clock, center: ['Environmental Services'], offices: ['Environmental Services'] },
  registration: { name: 'Registration representative', shifts: day, center: ['Emergency'], offices: ['Primary Care', 'Urgent Care'] },
  psychologist: { name: 'Psychologist', shifts: day, offices: ['Behavioral Health'], specialty: ['Behavioral Health'] },
  socialWorker: { name: 'Clinical social worker', shifts: day, center: ['Medical-Surgical'], offices: ['Behavioral Health'] },
  buildingEngineer: { name: 'Building engineer', shifts: clock, center: ['Engineering'], offices: ['Engineering'] },
  biomedical: { name: 'Biomedical engineer', shifts: call, center: ['Engineering'], specialty: ['Engineering'] },
  guard: { name: 'Security officer', shifts: clock, center: ['Security'], offices: ['Security'] },
} satisfies Record<string, Work>
export type WorkKey = keyof typeof works

export interface ExampleLocal {
  key: string
  name: string
  parent: (typeof parentUnions)[number]
  region: RegionKey
  /** Where its members work; the first region has the most of them. */
  worksIn: RegionKey[]
  /** Members in its units. */
  size: number
  /** Members whom its roster holds when the example starts, if not all. */
  onRoster?: number
  /** 'record': the size stands in the public record of the reference campaign. 'chosen': it does not, and was chosen here. */
  sizeFrom: 'record' | 'chosen'
  /** Bargaining units, and how many of a hundred members each work gives them. */
  units: { name: string; works: Partial<Record<WorkKey, number>> }[]
  /** Does it lend its members for messages of the coalition when the example starts? */
  shares: boolean
}

const pharmacyAndLab: ExampleLocal['units'] = [
  { name: 'Pharmacy', works: { pharmacist: 16, pharmacyTechnician: 40 } },
  { name: 'Clinical laboratory', works: { labScientist: 18, labAssistant: 14, phlebotomist: 12 } },
]

/** When the example starts their rosters hold 52,000 members. 500 more of Harbor Local 760 stand in its officer's file only. */
export const locals: ExampleLocal[] = [
  {
    key: 'meadowlark-101', name: 'Meadowlark Nurses Local 101', parent: 'Federation of Bedside Professionals', region: 'bright-coast', worksIn: ['bright-coast', 'long-harbor'],
    size: 21000, sizeFrom: 'record', shares: true,
    units: [
      { name: 'Registered nurses', works: { nurse: 68, chargeNurse: 7, nursePractitioner: 5, midwife: 1 } },
      { name: 'Health care professionals', works: { physicalTherapist: 7, physicianAssistant: 5, dietitian: 2, pharmacist: 5 } },
    ],
  },
  {
    key: 'harbor-760', name: 'Harbor Local 760', parent: 'Amalgamated Foundry and Care Workers', region: 'long-harbor', worksIn: ['long-harbor', 'bright-coast'],
    size: 7400, onRoster: 6900, sizeFrom: 'record', shares: false,
    units: [
      { name: 'Technical and clinical', works: { respiratory: 13, surgical: 10, sterile: 4, vocationalNurse: 27, pharmacyTechnician: 13 } },
      { name: 'Support and engineering', works: { medicalAssistant: 18, buildingEngineer: 4, biomedical: 2, registration: 9 } },
    ],
  },
  {
    key: 'rivers-318', name: 'North Rivers Nurses Local 318', parent: 'Guild of Teaching and Nursing Hands', region: 'north-rivers', worksIn: ['north-rivers'],
    size: 3400, sizeFrom: 'record', shares: true,
    units: [
      { name: 'Registered nurses', works: { nurse: 62, nursePractitioner: 4 } },
      { name: 'Dental hygienists', works: { hygienist: 8 } },
      { name: 'Laboratory professionals', works: { labScientist: 14, labAssistant: 6 } },
      { name: 'Therapists', works: { physicalTherapist: 6 } },
    ],
  },
  {
    key: 'piedmont-905', name: 'Piedmont Local 905', parent: 'Market and Pharmacy Workers United', region: 'piedmont', worksIn: ['piedmont'],
    size: 2450, sizeFrom: 'record', shares: true,
    units: [
      { name: 'Clinical', works: { nurse: 34, vocationalNurse: 12, pharmacyTechnician: 9, labAssistant: 8, radiologic: 7 } },
      { name: 'Clinic support', works: { medicalAssistant: 22, registration: 8 } },
    ],
  },
  {
    key: 'tradewind-52', name: 'Trade Wind Local 52', parent: 'House, Kitchen and Ward Workers', region: 'trade-wind-islands', worksIn: ['trade-wind-islands'],
    size: 2000, sizeFrom: 'record', shares: true,
    units: [
      { name: 'Service', works: { cook: 14, housekeeper: 24, transporter: 10 } },
      { name: 'Clinical support', works: { medicalAssistant: 30, registration: 14, phlebotomist: 8 } },
    ],
  },
  {
    key: 'sound-211', name: 'Evergreen Sound Local 211', parent: 'Market and Pharmacy Workers United', region: 'evergreen-sound', worksIn: ['evergreen-sound'],
    size: 760, sizeFrom: 'record', shares: true,
    units: [
      { name: 'Pharmacy', works: { pharmacist: 18, pharmacyTechnician: 34 } },
      { name: 'Imaging, respiratory and laboratory', works: { radiologic: 16, respiratory: 12, labScientist: 20 } },
    ],
  },
  {
    key: 'gantry-640', name: 'Gantry Local 640', parent: 'Carters and Imaging Workers Union', region: 'bright-coast', worksIn: ['bright-coast', 'long-harbor'],
    size: 600, sizeFrom: 'record', shares: true, // the record says "more than 600"
    units: [{ name: 'Imaging', works: { radiologic: 52, ultrasound: 26, mri: 22 } }],
  },
  {
    key: 'highplains-44', name: 'High Plains Local 44', parent: 'Market and Pharmacy Workers United', region: 'high-plains', worksIn: ['high-plains'],
    size: 3600, sizeFrom: 'chosen', shares: true,
    units: [
      { name: 'Registered nurses', works: { nurse: 64 } },
      { name: 'Behavioral health', works: { psychologist: 7, socialWorker: 12 } },
      { name: 'Pharmacists', works: { pharmacist: 17 } },
    ],
  },
  {
    key: 'plumeria-88', name: 'Plumeria Nurses Local 88', parent: 'Federation of Bedside Professionals', region: 'trade-wind-islands', worksIn: ['trade-wind-islands'],
    size: 2100, sizeFrom: 'chosen', shares: true,
    units: [
      { name: 'Nurses', works: { nurse: 78, nursePractitioner: 8 } },
      { name: 'Respiratory therapists', works: { respiratory: 14 } },
    ],
  },
  {
    key: 'tidewater-230', name: 'Tidewater Local 230', parent: 'Market and Pharmacy Workers United', region: 'tidewater', worksIn: ['tidewater'],
    size: 1700, sizeFrom: 'chosen', shares: true,
    units: [
      { name: 'Nursing', works: { nurse: 40, vocationalNurse: 14 } },
      { name: 'Pharmacy and laboratory', works: { pharmacyTechnician: 24, labAssistant: 12, phlebotomist: 10 } },
    ],
  },
  {
    key: 'capes-415', name: 'Two Capes Local 415', parent: 'Market and Pharmacy Workers United', region: 'tidewater', worksIn: ['tidewater'],
    size: 1250, sizeFrom: 'chosen', shares: true,
    units: [
      { name: 'Clinic nurses', works: { nurse: 38, vocationalNurse: 12 } },
      { name: 'Pharmacy, laboratory and imaging', works: { pharmacyTechnician: 22, labAssistant: 14, radiologic: 14 } },
    ],
  },
  {
    key: 'lamplight-707', name: 'Lamplight Local 707', parent: 'Market and Pharmacy Workers United', region: 'bright-coast', worksIn: ['bright-coast'],
    size: 1150, sizeFrom: 'chosen', shares: true, units: pharmacyAndLab,
  },
  {
    key: 'citrus-326', name: 'Citrus Belt Local 326', parent: 'Market and Pharmacy Workers United', region: 'long-harbor', worksIn: ['long-harbor'],
    size: 1000, sizeFrom: 'chosen', shares: true, units: pharmacyAndLab,
  },
  {
    key: 'cove-132', name: 'Cove Local 132', parent: 'Market and Pharmacy Workers United', region: 'bright-coast', worksIn: ['bright-coast'],
    size: 900, sizeFrom: 'chosen', shares: true, units: pharmacyAndLab,
  },
  {
    key: 'canyon-1165', name: 'Canyon Local 1165', parent: 'Market and Pharmacy Workers United', region: 'long-harbor', worksIn: ['long-harbor'],
    size: 850, sizeFrom: 'chosen', shares: true, units: pharmacyAndLab,
  },
  {
    key: 'marina-1429', name: 'Marina Local 1429', parent: 'Market and Pharmacy Workers United', region: 'bright-coast', worksIn: ['bright-coast'],
    size: 620, sizeFrom: 'chosen', shares: true, units: pharmacyAndLab,
  },
  {
    key: 'terrace-1440', name: 'Terrace Local 1440', parent: 'Market and Pharmacy Workers United', region: 'bright-coast', worksIn: ['bright-coast', 'long-harbor'],
    size: 480, sizeFrom: 'chosen', shares: false, units: pharmacyAndLab,
  },
  {
    key: 'turbine-502', name: 'Turbine Local 502', parent: 'Order of Boiler and Biomedical Engineers', region: 'bright-coast', worksIn: ['bright-coast', 'long-harbor'],
    size: 500, sizeFrom: 'chosen', shares: true,
    units: [
      { name: 'Building engineers', works: { buildingEngineer: 70 } },
      { name: 'Biomedical engineers', works: { biomedical: 30 } },
    ],
  },
  {
    key: 'ether-3', name: 'Ether Nurse Anesthetists Local 3', parent: 'Independent local unions', region: 'bright-coast', worksIn: ['bright-coast', 'long-harbor'],
    size: 450, sizeFrom: 'chosen', shares: false,
    units: [{ name: 'Nurse anesthetists', works: { anesthetist: 100 } }],
  },
  {
    key: 'boiler-9', name: 'Boiler House Local 9', parent: 'Order of Boiler and Biomedical Engineers', region: 'high-plains', worksIn: ['high-plains'],
    size: 160, sizeFrom: 'chosen', shares: true,
    units: [{ name: 'Skilled maintenance', works: { buildingEngineer: 78, biomedical: 22 } }],
  },
  {
    key: 'gate-31', name: 'Gatehouse Local 31', parent: 'Dock and Gate Guards Union', region: 'north-rivers', worksIn: ['north-rivers'],
    size: 130, sizeFrom: 'chosen', shares: true,
    units: [{ name: 'Security officers', works: { guard: 100 } }],
  },
]
