import { formatEnd, formatMoment } from '../ui/time.tsx'
import type { en } from './can-we-strike.en.ts'

export const es: typeof en = {
  title: '¿Podemos hacer huelga?',
  lead: 'Una respuesta para su unidad: sí o todavía no, hasta cuándo y por qué.',
  choose: 'Elija su unidad',
  chooseHint: 'Las unidades de un mismo local pueden tener contratos distintos, y por eso respuestas distintas.',
  unit: 'Su unidad',
  pick: 'Elija…',
  show: 'Ver la respuesta',
  other: 'Elegir otra unidad',
  all: 'En qué punto están todas las unidades',
  yours: 'Sus unidades',
  notChosen: 'Elija una unidad de la lista.',
  none: 'Todavía no se ha anotado ninguna unidad.',

  no: 'No.',
  notYet: 'Todavía no.',
  yes: 'Los puntos codificados se cumplen',
  review: 'Debe decidir una persona.',
  contract: (until, zone) => `Su contrato, que incluye una promesa de no hacer huelga, rige hasta: ${formatEnd(until, zone, 'es')}.`,
  tenDays: (start, earliest, zone) =>
    `Se entregó un aviso de 10 días para: ${formatMoment(start, zone, 'es')}. Primer inicio legal: ${formatMoment(earliest, zone, 'es')}.`,
  noticed: (start, zone) =>
    `Se entregó un aviso de 10 días para: ${formatMoment(start, zone, 'es')}. No se ha anunciado todo lo que hace falta para una huelga: pregunte a su local.`,
  nothing: (noticeNeeded) =>
    noticeNeeded
      ? 'Su contrato ya no lo impide, y no se ha anunciado ninguna huelga. En una institución de salud antes hace falta un aviso escrito de 10 días.'
      : 'Su contrato ya no lo impide, y no se ha anunciado ninguna huelga.',
  starts: (start, zone) => `Para una huelga que empieza: ${formatMoment(start, zone, 'es')}.`,
  counsel: 'Confírmelo con los abogados de su sindicato.',

  why: 'Por qué',
  until: 'Días que faltan',
  unchecked: 'aún no comprobado en su fuente',
  left: 'hora/horas|minuto/minutos',
  today: 'Hoy',
  lastDay: 'es el último día del contrato',
  startDay: 'es el día del inicio anunciado',
  daysLeft: (days) => (days === 1 ? 'día hasta que termine el contrato' : 'días hasta que termine el contrato'),
  daysToStart: (days) => (days === 1 ? 'día hasta el inicio anunciado' : 'días hasta el inicio anunciado'),
  meanwhile: 'Qué puede hacer ahora',
  free: 'Puede participar en mítines fuera del trabajo, calcomanías, peticiones y otras acciones que no son huelgas ni piquetes.',
  freeStops: 'Ningún contrato ni plazo de aviso las impide.',
  events: 'Ver qué está previsto',
  updates: 'Leer las últimas noticias',
  picket:
    'Un piquete ante un hospital, aunque sea fuera de su turno y sin huelga, necesita su propio aviso escrito de 10 días. Pregunte antes a su local.',

  stands: 'En qué punto está su unidad',
  states: {
    UNDER_CONTRACT: 'Con contrato',
    NOTICED: 'Con contrato, negociando el siguiente',
    EXTENDED: 'Contrato prorrogado',
    EXPIRED: 'Contrato terminado',
    VOTE_OPEN: 'Votación abierta',
    AUTHORIZED: 'Los miembros autorizaron una huelga',
    SANCTIONED: 'Huelga autorizada y aprobada',
    NOTICE_SERVED: 'Aviso de 10 días entregado',
    POSTPONED: 'Huelga aplazada',
    CALLED_OFF: 'Huelga cancelada',
    STRIKING: 'En huelga',
    SUSPENDED: 'Huelga suspendida',
    ENDED: 'Huelga terminada',
    LOCKED_OUT: 'Cierre patronal',
    TA: 'Acuerdo tentativo',
    RATIFICATION: 'Votación del acuerdo',
    SETTLED: 'Nuevo acuerdo',
  },
  unknown: 'No se sabe',

  continues: 'Qué sigue sin contrato',
  continuesLead: 'Ahora no hay contrato ni prórroga. Una prórroga es otra cosa: lo mantiene todo.',
  what: 'Qué',
  now: 'Ahora',
  source: 'Fuente',
  after: { continues: 'sigue', ends: 'terminó', depends: 'depende; pregunte' },
  items: {
    wages: 'Salarios, beneficios, horarios',
    'just-cause': 'Causa justa y procedimiento de quejas',
    'no-strike': 'La promesa de no hacer huelga',
    'no-lockout': 'La promesa del empleador de no cerrar la puerta',
    arbitration: 'Arbitraje de conflictos nuevos',
    dues: 'Cuotas descontadas de su pago',
    'union-security': 'La regla de que todas las personas cubiertas paguen su parte',
    'management-rights': 'Derechos adicionales de la gerencia en el contrato',
    steps: 'Aumentos por escalones',
    retro: 'Pago retroactivo',
  },

  checked: (at, zone, version) =>
    `Información general, comprobada: ${formatMoment(at, zone, 'es')}, con las reglas de la versión ${version}. No es asesoría legal.`,
  sources: 'La ley detrás de esta respuesta',
  facts: 'Acuerdos que constan',
  since: (from, until) => (until ? `rigió desde ${from} hasta ${until}` : `rige desde ${from}`),
  through: (end, zone) => `hasta: ${formatEnd(end, zone, 'es')}`,
}
