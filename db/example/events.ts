import type { PersonKey } from './people.ts'

export interface ExampleEvent {
  slug: string
  /** A local's key; null: the alliance. */
  host: string | null
  writer: PersonKey
  publisher: PersonKey
  /** Local times in `zone`. */
  published: string
  starts: string
  ends: string
  zone: string
  place: string
  address: string
  capacity: number | null
  kinds: string[]
  en: { title: string; text: string }
  es: { title: string; text: string }
  /** Heads asked of each local, as a share of its members in percent. */
  goal: number | null
  /** Members of a hundred who have answered yes when the example starts; locals differ around it. */
  yes: number
  /** Heads who signed up without an account. */
  signUps: number
  /** Answers come until this moment at the latest. */
  answersUntil: string
}

export const events: ExampleEvent[] = [
  {
    slug: 'rally-at-almond-cove', host: null, writer: 'organizer', publisher: 'communications',
    published: '2027-08-30T12:00', starts: '2027-09-18T11:00', ends: '2027-09-18T13:00', zone: 'America/Los_Angeles',
    place: 'Front lawn, Almond Cove Medical Center', address: '1 Almond Cove Road, Almond Cove', capacity: null, kinds: ['member', 'family', 'patient', 'community', 'press'],
    en: { title: 'Rally at Almond Cove', text: 'We met in front of the largest medical center of the region to say what one percent means.\n\nThank you to all who came.' },
    es: { title: 'Mitin en Almond Cove', text: 'Nos reunimos frente al centro médico más grande de la región para decir lo que significa uno por ciento.\n\nGracias a quienes vinieron.' },
    goal: 4, yes: 3.2, signUps: 180, answersUntil: '2027-09-18T11:00',
  },
  {
    slug: 'town-hall-after-the-vote', host: null, writer: 'communications', publisher: 'organizer',
    published: '2027-10-12T10:00', starts: '2027-10-20T18:00', ends: '2027-10-20T20:00', zone: 'America/Los_Angeles',
    place: 'Union hall, second floor', address: '20 Lamp Street, Lampwick Bay', capacity: 120, kinds: ['member', 'family'],
    en: { title: 'Town hall: after the vote', text: 'What the vote allows, what a notice is, and what happens to pay and insurance. The committee answers questions.\n\nThe hall has 120 seats.' },
    es: { title: 'Asamblea: después de la votación', text: 'Qué permite la votación, qué es un aviso y qué pasa con el sueldo y el seguro. El comité responde preguntas.\n\nLa sala tiene 120 asientos.' },
    goal: null, yes: 0.25, signUps: 14, answersUntil: '2027-10-16T09:30',
  },
  {
    slug: 'sign-making-evening', host: 'meadowlark-101', writer: 'other-officer', publisher: 'organizer',
    published: '2027-10-14T09:00', starts: '2027-10-27T17:00', ends: '2027-10-27T20:30', zone: 'America/Los_Angeles',
    place: 'Cafeteria of Local 101', address: '101 Meadow Lane, Juniper Strand', capacity: 150, kinds: ['member', 'family', 'community'],
    en: { title: 'Sign-making evening', text: 'Cardboard, paint and tape are there. Bring your children and your best sentence.' },
    es: { title: 'Tarde de pancartas', text: 'Hay cartón, pintura y cinta. Traiga a sus hijos y su mejor frase.' },
    goal: null, yes: 0.3, signUps: 9, answersUntil: '2027-10-16T09:30',
  },
  {
    slug: 'march', host: null, writer: 'organizer', publisher: 'communications',
    published: '2027-10-04T09:00', starts: '2027-10-30T10:00', ends: '2027-10-30T14:00', zone: 'America/Los_Angeles',
    place: 'Lantern Park, at the band shell', address: '500 Lantern Avenue, Marigold Beach', capacity: null, kinds: ['member', 'family', 'patient', 'community', 'press'],
    en: {
      title: 'March for the Future of Care',
      text: 'All locals, one march: members, families, patients, neighbors and friends. They should see how many we are.\n\nWe gather at the band shell at 10, walk one mile to the employer’s regional office, and are back at 2 with food for all. The way is flat and open to wheelchairs and strollers.\n\nBuses leave from every medical center of Bright Coast and Long Harbor. Wear purple, bring water.',
    },
    es: {
      title: 'Marcha por el futuro del cuidado',
      text: 'Todos los locales, una sola marcha: miembros, familias, pacientes, vecinos y amigos. Que vean cuántos somos.\n\nNos reunimos en el quiosco a las 10, caminamos una milla hasta la oficina regional de la empresa y volvemos a las 2, con comida para todos. El camino es plano y apto para sillas de ruedas y carriolas.\n\nSalen autobuses de todos los centros médicos de Bright Coast y Long Harbor. Vístase de morado y traiga agua.',
    },
    goal: 24, yes: 6.5, signUps: 640, answersUntil: '2027-10-16T09:50',
  },
]
