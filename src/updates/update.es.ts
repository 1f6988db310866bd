import type { en } from './update.en.ts'

export const es: typeof en = {
  list: {
    title: 'Noticias',
    lead: 'Lo que pasó en la mesa y alrededor de ella; lo más nuevo primero.',
    description: (coalition) => `Noticias de ${coalition}: qué pasó en la mesa y qué pueden hacer ahora sus miembros.`,
    none: 'Todavía no hay noticias',
    noneText: 'Cuando haya una, estará aquí, en el canal de noticias y en el correo de los miembros.',
    feed: 'Seguir por canal (Atom)',
    summary: (from, to, all) => `${from} a ${to} de ${all}`,
  },
  home: { title: 'Lo más nuevo', all: 'Todas las noticias' },
  published: 'Publicado',
  corrected: 'Corregido:',
  otherLanguage: 'Esta noticia solo existe en inglés.',
  sources: 'Fuentes',
  share: 'Compártalo',
  shareText: 'Copie esto y envíelo a una colega o un colega:',
  back: 'Todas las noticias',
  withdrawn: {
    title: 'Esta noticia fue retirada',
    text: 'La coalición retiró lo que decía aquí. Por favor, no se guíe por ello ni lo comparta.',
    when: 'Retirada:',
    newest: 'Lo que vale ahora está entre las noticias más nuevas.',
  },
}
