import type { Card } from './card.ts'

// Nobody has read what this takes from the statute in its text yet (domain rules 5.5, 9), and it says so.
const section7 =
  'National Labor Relations Act, sections 7 and 8(a)(1): 29 U.S.C. 157 and 158(a)(1) (not yet checked in its source; aún sin comprobar en su fuente)'

/**
 * Cards to begin with, for private employers in the United States. They say what one may answer and promise nothing: what a manager may
 * ask depends on how, where and why, so each ends with the steward.
 */
export const preparedCards: { slug: string; content: Card }[] = [
  {
    slug: 'are-you-going-to-strike',
    content: {
      asked: { en: 'Are you going to strike?', es: '¿Usted va a hacer huelga?' },
      say: { en: 'Yes, I’m ready to strike.', es: 'Sí, cuenten conmigo para la huelga.' },
      know: {
        en: 'The more of us say it, the less likely it is that we have to. “I’d rather not talk about that with you” is an answer too. Write down who asked, when, and what was said, and tell your steward.',
        es: 'Cuantas más personas lo digamos, menos probable es que haga falta. “Prefiero no hablar de eso con usted” también es una respuesta. Anote quién preguntó, cuándo y qué dijo, y avise a su delegado.',
      },
      sources: [section7],
    },
  },
  {
    slug: 'how-did-you-vote',
    content: {
      asked: { en: 'How did you vote?', es: '¿Usted cómo votó?' },
      say: { en: 'My vote is my own.', es: 'Mi voto es mío.' },
      know: {
        en: 'The vote belongs to the members. You need not tell a manager whether you voted, or how.',
        es: 'El voto es de los miembros. No tiene que decirle a la gerencia si votó ni cómo.',
      },
      sources: [section7],
    },
  },
  {
    slug: 'who-else-is-for-it',
    content: {
      asked: { en: 'Who else in your unit is for it?', es: '¿Quién más de su unidad está a favor?' },
      say: { en: 'I speak for myself. Please ask the union.', es: 'Yo hablo por mí. Pregúntele al sindicato.' },
      know: {
        en: 'Name nobody. Who stands where is for each person to say.',
        es: 'No nombre a nadie. Cada persona dice por sí misma lo que piensa.',
      },
      sources: [section7],
    },
  },
  {
    slug: 'you-could-lose-your-job',
    content: {
      asked: { en: 'You know that this could cost you your job?', es: '¿Sabe que esto le puede costar el trabajo?' },
      say: { en: 'I’ll write down what you said, and ask my steward.', es: 'Voy a anotar lo que me dijo y a preguntarle a mi delegado.' },
      know: {
        en: 'A threat is not yours to settle alone. Note the words, the hour, the place, and who heard them. Then report it: your local’s officers read it and nobody else.',
        es: 'Una amenaza no se resuelve a solas. Anote las palabras, la hora, el lugar y quién las oyó. Después cuéntelo: lo leen los dirigentes de su local y nadie más.',
      },
      sources: [section7],
    },
  },
  {
    slug: 'lets-settle-this-between-us',
    content: {
      asked: { en: 'Can’t we settle this between the two of us?', es: '¿No podemos arreglar esto entre usted y yo?' },
      say: {
        en: 'Our committee bargains for all of us. Please bring it to the table.',
        es: 'Nuestro comité negocia por todos. Llévelo a la mesa.',
      },
      know: {
        en: 'While a union represents you, pay and conditions are bargained with it, not with one person at a time.',
        es: 'Mientras un sindicato le representa, el sueldo y las condiciones se negocian con él y no con cada persona por separado.',
      },
      sources: [
        'National Labor Relations Act, sections 8(a)(5) and 9(a): 29 U.S.C. 158(a)(5) and 159(a) (not yet checked in its source; aún sin comprobar en su fuente)',
      ],
    },
  },
]
