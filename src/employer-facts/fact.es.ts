import type { en } from './fact.en.ts'

export const es: typeof en = {
  title: 'La empresa en cifras',
  lead: 'Lo que decimos de nuestra empresa, siempre con su fuente y su fecha. Si una cifra se corrige, cambia en todos los lugares donde la usamos.',
  description: (coalition) => `Datos sobre la empresa, con fuentes y fechas, reunidos por ${coalition}.`,
  none: 'Todavía no hay datos',
  noneText: 'Cuando haya alguno, estará aquí con su fuente.',
  source: 'Fuente',
  dated: 'Fecha de la fuente',
  copy: 'Copia que guardamos',
  copyPublic: 'Descargar la copia',
  copyKept: 'La coalición guarda una copia. Esta marca muestra que es el mismo archivo:',
  corrected: 'Corregido el',
  history: 'Lo que decía antes',
  until: 'hasta',
  uses: 'Dónde usamos esta cifra',
  noUses: 'En ninguna página todavía.',
  all: 'Todos los datos',
  share: 'Compártalo',
  shareText: 'Copie esto y envíelo:',
  otherLanguage: 'Este texto solo existe en inglés.',
  gone: '(cifra retirada)',
}
