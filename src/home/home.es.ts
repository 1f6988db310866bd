import type { en } from './home.en.ts'

export const es: Omit<typeof en, 'nav' | 'staff'> = {
  kicker: 'Campaña por el contrato',
  lead: (locals) => `${locals} sindicatos locales, una mesa. Noticias de la negociación, lo que usted puede hacer y dónde encontrarnos.`,
  newest: 'Última noticia',
  allUpdates: 'Todas las noticias',
  next: 'Próximo evento',
  nothing: 'Todavía no se ha publicado nada.',
  nothingText: 'Miembros: inicien sesión para ver su página. Aquí aparecerán noticias y eventos.',
  signIn: 'Iniciar sesión',
  source: {
    title: 'Código fuente de este programa',
    lead: (version) =>
      `Este es Commontable ${version}, software libre bajo la Licencia Pública General Affero de GNU, versión 3 o posterior.`,
    text: 'Quien lo usa por la red puede tener el código fuente de exactamente la versión que corre aquí.',
    download: 'Descargar el código fuente (tar.gz)',
    elsewhere: 'El código fuente está publicado aquí:',
  },
}
