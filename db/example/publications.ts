import { preparedAnswers } from '../../src/faq/prepared-answers.ts'
import { preparedCards } from '../../src/talking-points/prepared-cards.ts'
import type { Answer } from '../../src/faq/answer.ts'
import type { Variant } from '../../src/faq/variant.ts'
import { unitId } from '../../src/example/ids.ts'
import type { Fact } from '../../src/employer-facts/fact.ts'
import type { PersonKey } from './people.ts'

/** Something published before a visitor comes. More than one version: the earlier ones were corrected. */
export interface ExamplePublication {
  kind: 'answer' | 'card' | 'fact'
  slug: string
  versions: { content: object; /** Local time of the coalition. */ published: string }[]
  author: PersonKey
  approver: PersonKey
}

const pacific = 'America/Los_Angeles'

const fact = (slug: string, content: Omit<Fact, 'copy' | 'copyName' | 'copyIsPublic' | 'address'>, published: string, before: { content: Partial<Fact>; published: string }[] = []): ExamplePublication => {
  const whole: Fact = { address: null, copy: null, copyName: null, copyIsPublic: false, ...content }
  return {
    kind: 'fact', slug, author: 'communications', approver: 'second-communications',
    versions: [...before.map((earlier) => ({ content: { ...whole, ...earlier.content }, published: earlier.published })), { content: whole, published }],
  }
}

const answer = (slug: string, content: Answer, published: string, author: PersonKey = 'communications'): ExamplePublication => ({
  kind: 'answer', slug, versions: [{ content, published }], author, approver: author === 'communications' ? 'second-communications' : 'communications',
})

/** A variant for one local, or one unit of it by its place there. */
const local = (key: string, { unit, last, zone }: { unit?: number; last: string; zone: string }, en: string, es: string): Variant => ({
  local: key, unit: unit === undefined ? null : unitId(key, unit), states: [], from: null, last, zone, answer: { en, es },
})

const contract = { en: 'Our contract', es: 'Nuestro contrato' }
const taking = { en: 'Taking part', es: 'Participar' }

/** How the answer that we prepared on dues looks here: the alliance looks at it again in autumn. */
const inTheExample = ({ slug, content }: (typeof preparedAnswers)[number]) => answer(slug, { ...content, checkBy: content.checkBy && '2027-10-25' }, '2027-09-20T10:00', 'second-communications')

/** All that is told of the employer is invented, and so are its papers. */
export const publications: ExamplePublication[] = [
  fact('gain-second-quarter-2027', {
    claim: { en: 'Fernwhistle Health reported a gain of $3.1 billion for the three months up to June 2027.', es: 'Fernwhistle Health informó una ganancia de 3.1 mil millones de dólares en los tres meses hasta junio de 2027.' },
    figure: { en: '$3.1 billion', es: '3.1 mil millones de dólares' },
    source: 'Fernwhistle Health (invented), financial report, second quarter of 2027, page 1', dated: '2027-08-06',
  }, '2027-08-12T10:00', [{
    published: '2027-08-07T10:00',
    content: {
      claim: { en: 'Fernwhistle Health reported a gain of $3.0 billion for the three months up to June 2027.', es: 'Fernwhistle Health informó una ganancia de 3.0 mil millones de dólares en los tres meses hasta junio de 2027.' },
      figure: { en: '$3.0 billion', es: '3.0 mil millones de dólares' }, source: 'Fernwhistle Health (invented), press release on the second quarter of 2027', dated: '2027-08-05',
    },
  }]),
  fact('lower-scale-by-26-percent', {
    claim: { en: 'The second wage scale that the employer proposes lies 26% below ours on average.', es: 'La segunda escala salarial que propone la empresa está en promedio 26% por debajo de la nuestra.' },
    figure: { en: '26%', es: '26%' }, source: 'Fernwhistle Health (invented), economic proposal of August 25, 2027, page 3', dated: '2027-08-25',
  }, '2027-08-26T12:00'),
  fact('reserves-2026', {
    claim: { en: 'At the end of 2026 Fernwhistle Health held more than $40 billion in reserve.', es: 'Al final de 2026 Fernwhistle Health tenía más de 40 mil millones de dólares en reservas.' },
    figure: { en: '$40 billion', es: '40 mil millones de dólares' }, source: 'Fernwhistle Health (invented), annual report 2026, page 14', dated: '2027-03-31',
  }, '2027-08-12T10:30'),

  answer('is-our-contract-in-force', {
    question: { en: 'Is our contract still in force?', es: '¿Sigue vigente nuestro contrato?' },
    topic: contract,
    words: 'expired expiration valid agreement vigente vencido convenio',
    answer: {
      en: 'The national agreement ended on September 30, 2027, at midnight Pacific time, and was not extended. Your local agreement may go on: choose your local here, or ask your steward until when it holds.\n\nPay, benefits and conditions stay as they are while we bargain.',
      es: 'El convenio nacional terminó el 30 de septiembre de 2027 a medianoche, hora del Pacífico, y no se prorrogó. Su convenio local puede seguir vigente: elija aquí su local o pregunte a su delegado hasta cuándo vale.\n\nEl sueldo, las prestaciones y las condiciones siguen igual mientras negociamos.',
    },
    variants: [
      { local: null, unit: null, states: [], from: null, last: '2027-09-30', zone: pacific, answer: { en: 'Yes. The national agreement is in force through September 30, 2027, at midnight Pacific time. Your local agreement may end on another day.', es: 'Sí. El convenio nacional está vigente hasta el 30 de septiembre de 2027 a medianoche, hora del Pacífico. Su convenio local puede terminar otro día.' } },
      local('tradewind-52', { last: '2027-12-31', zone: 'Pacific/Honolulu' }, 'Yes: your local agreement was extended by both sides through December 31, 2027, and goes on as a whole, with the promise not to strike. Either side may end the extension in writing, 72 hours before.', 'Sí: las dos partes prorrogaron su convenio local hasta el 31 de diciembre de 2027 y sigue completo, con la promesa de no hacer huelga. Cualquiera de las partes puede terminar la prórroga por escrito, con 72 horas de aviso.'),
      local('harbor-760', { unit: 1, last: '2027-12-31', zone: pacific }, 'For support and engineering, yes: that local agreement is in force through December 31, 2027. Your colleagues in the technical unit stand without one since September 30.', 'Para apoyo e ingeniería, sí: ese convenio local está vigente hasta el 31 de diciembre de 2027. Sus colegas de la unidad técnica están sin convenio desde el 30 de septiembre.'),
      local('piedmont-905', { last: '2027-10-31', zone: 'America/New_York' }, 'Your local agreement is in force through October 31, 2027, at midnight Eastern time. The national agreement ended on September 30.', 'Su convenio local está vigente hasta el 31 de octubre de 2027 a medianoche, hora del Este. El convenio nacional terminó el 30 de septiembre.'),
      { local: 'highplains-44', unit: null, states: [], from: null, last: '2028-03-31', zone: 'America/Denver', answer: { en: 'Your local agreement is in force through March 31, 2028, with its promise not to strike. The national agreement ended on September 30, 2027.\n\nRallies, stickers and petitions are open to you as to everybody.', es: 'Su convenio local está vigente hasta el 31 de marzo de 2028, con su promesa de no hacer huelga. El convenio nacional terminó el 30 de septiembre de 2027.\n\nLos mítines, las calcomanías y las peticiones están abiertos para usted como para todos.' } },
    ],
    sources: ['National agreement (invented), article on its term', 'Local agreement of High Plains Local 44 (invented), article on its term'],
    checkBy: null,
  }, '2027-09-20T09:00'),
  answer('can-they-afford-more', {
    question: { en: 'Can the employer afford more?', es: '¿Puede la empresa pagar más?' },
    topic: contract,
    words: 'money profit afford rich dinero ganancia',
    answer: {
      en: 'Read the figures yourself: a gain of [fact:gain-second-quarter-2027] in three months, and more than [fact:reserves-2026] in reserve. What the employer offers is a second wage scale, [fact:lower-scale-by-26-percent] below ours.',
      es: 'Lea usted las cifras: una ganancia de [fact:gain-second-quarter-2027] en tres meses y más de [fact:reserves-2026] en reservas. Lo que ofrece la empresa es una segunda escala salarial, [fact:lower-scale-by-26-percent] por debajo de la nuestra.',
    },
    variants: [], sources: [], checkBy: null,
  }, '2027-09-20T09:30'),
  answer('how-do-i-get-a-button', {
    question: { en: 'How do I get a button and a sign for the march?', es: '¿Cómo consigo un botón y un cartel para la marcha?' },
    topic: taking,
    words: 'sticker sign poster purple calcomanía pancarta',
    answer: { en: 'From your steward. If you can’t find one, write to your local.', es: 'Con su delegado. Si no lo encuentra, escriba a su local.' },
    variants: [
      { local: null, unit: null, states: [], from: '2027-10-11', last: '2027-10-24', zone: pacific, answer: { en: 'From your steward; or make one with us. The evenings for making signs stand under Events. Order large signs by October 24, so that they are printed for the march.', es: 'Con su delegado, o hágalo con nosotros. Las tardes para hacer carteles están en Eventos. Pida los carteles grandes hasta el 24 de octubre, para que estén impresos para la marcha.' } },
    ],
    sources: [], checkBy: null,
  }, '2027-10-11T15:00'),
  ...preparedAnswers.map(inTheExample),
  ...preparedCards.map(({ slug, content }): ExamplePublication => ({ kind: 'card', slug, versions: [{ content, published: '2027-09-22T10:00' }], author: 'communications', approver: 'second-communications' })),
]
