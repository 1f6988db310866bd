import type { en } from './card.en.ts'

export const es: typeof en = {
  title: 'Cuando la gerencia pregunta',
  lead: 'Respuestas cortas para llevar en el bolsillo o compartir. También puede no decir nada.',
  description: (coalition) => `Qué pueden contestar los miembros de ${coalition} cuando la gerencia pregunta por nuestros planes.`,
  theyAsk: 'Le preguntan',
  youSay: 'Usted dice',
  printing: 'Para repartir: imprima esta página. Las tarjetas salen de dos en dos, con líneas para cortar.',
  none: 'Todavía no hay tarjetas',
  noneText: 'Mientras tanto, pregunte a su delegado.',
  tellTitle: '¿Le hicieron preguntas?',
  tellText: 'Cuénteselo a los dirigentes de su local, en confianza, con su nombre o sin él.',
  tell: 'Contarlo',
  all: 'Todas las tarjetas',
  share: 'Compártala',
  shareText: 'Copie esto y envíelo a un colega, desde su propio teléfono:',
  otherLanguage: 'Este texto solo existe en inglés.',
}
