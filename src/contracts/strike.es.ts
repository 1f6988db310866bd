import { formatDay, formatEnd, formatMoment } from '../ui/time.tsx'
import type { ActionKind } from './facts.ts'
import type { StrikeWords } from './strike.en.ts'
import type { VoteRule } from './vote-rule.ts'

const day = (date: Temporal.PlainDate) => formatDay(date, 'UTC', 'es')
const moment = (instant: Temporal.Instant, zone: string) => formatMoment(instant, zone, 'es')
const end = (instant: Temporal.Instant, zone: string) => formatEnd(instant, zone, 'es')
const list = (names: string[]) => new Intl.ListFormat('es-US').format(names)
const number = (count: number) => count.toLocaleString('es-US')

const kinds: Record<ActionKind, string> = {
  strike: 'una huelga',
  picketing: 'un piquete',
  overtime_refusal: 'negarse en conjunto a las horas extra',
  sympathy: 'una huelga de solidaridad',
  offsite_rally: 'un mitin fuera del lugar de trabajo',
  handbilling: 'repartir volantes',
  sticker: 'llevar calcomanías',
  petition: 'una petición',
}

const fractions: Record<string, string> = { '1/2': 'la mitad', '2/3': 'dos tercios', '3/5': 'tres quintos', '3/4': 'tres cuartos' }

function ruleInWords({ numerator, denominator, base, comparison }: VoteRule) {
  const of = {
    votes_cast: 'los votos emitidos',
    present_incl_blank: 'quienes participaron, incluidos los votos en blanco',
    eligible_members: 'todas las personas con derecho a votar',
  }[base]
  if (numerator === denominator) return `la totalidad de ${of}`
  return `${comparison === 'gt' ? 'más de' : 'al menos'} ${fractions[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`} de ${of}`
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const es: StrikeWords = {
  lang: 'es',
  kinds,
  regimes: {
    'US-NLRA': 'Ley Nacional de Relaciones del Trabajo (NLRA)',
    'US-FED': 'ley para empleados federales',
    'US-NY-TAYLOR': 'Ley Taylor de Nueva York',
    'US-CA-MMBA': 'Ley Meyers-Milias-Brown de California',
    'US-CA-HEERA': 'ley de relaciones laborales de la educación superior de California (HEERA)',
    'US-IL': 'ley laboral pública de Illinois',
    'US-OH': 'ley laboral pública de Ohio',
    'US-RLA': 'Ley del Trabajo Ferroviario (RLA)',
    UK: 'ley de Gran Bretaña sobre acciones sindicales',
    'CA-ON': 'ley de Ontario',
  },
  missing: {
    zone: 'la zona horaria',
    healthCare: 'si el empleador es una institución de salud',
    bargaining: 'si se trata de un primer contrato',
    kind: 'el tipo de acción',
    role: 'si es en solidaridad con otros',
    start: 'el inicio previsto',
  },

  governs: (regime) => `La unidad se rige por: ${regime}; no prohíbe las huelgas en sí.`,
  ungated: (kind) => `${sentence(kind)} no es huelga ni piquete en el lugar de trabajo: no se aplica ninguna de sus condiciones.`,
  prohibits: (regime) => `La unidad se rige por: ${regime}; prohíbe por completo las huelgas.`,
  secondary: 'Actuar en apoyo de un conflicto con otro empleador no tiene protección bajo esta ley.',
  notEncoded: (regime) =>
    `Antes de una huelga hay pasos propios de: ${regime}. Aquí no están codificados: debe decidir una persona que conozca esa ley.`,
  noRules: (regime) =>
    regime
      ? `No hay reglas instaladas para "${regime}": debe decidir una persona.`
      : 'No consta qué ley rige esta unidad y no se pueden aplicar reglas: debe decidir una persona.',
  kindNotEncoded: (regime, kind) => `Aquí no están codificadas las reglas para ${kind} (${regime}): debe decidir una persona.`,
  factsMissing: (names) => `No consta: ${list(names)}. Mientras tanto se aplicó la lectura más estricta y debe decidir una persona.`,

  runsThrough: (until, zone) => `Su contrato, con su promesa de no hacer huelga, rige hasta: ${end(until, zone)}.`,
  ended: (until, zone) => `La promesa de no hacer huelga terminó con el contrato: ${end(until, zone)}.`,
  noPromise: 'Su contrato no contiene una promesa de no hacer huelga.',
  firstContract: 'Todavía no hay contrato y por tanto no hay promesa de no hacer huelga.',
  noContract: 'No consta ningún contrato de esta unidad. No se sabe si la obliga una promesa de no hacer huelga.',
  noLastDay: 'No consta el último día del contrato, y nadie puede decir si su promesa de no hacer huelga todavía obliga.',
  scopeUnknown: 'Nadie ha anotado si el contrato contiene una promesa de no hacer huelga.',
  renewsAgain: (until, zone, due) =>
    `El contrato rige hasta: ${end(until, zone)}, y se renueva otra vez si nadie avisa a más tardar el ${day(due)}. En la fecha prevista puede estar vigente.`,
  lockedOut: (until, zone) =>
    `El contrato rige hasta: ${end(until, zone)}, pero el empleador ha cerrado la puerta a la unidad. Si la promesa de no hacer huelga todavía obliga es una cuestión legal.`,
  onlyStrikes: 'La promesa de no hacer huelga trata de huelgas; esta acción se juzga en los demás puntos.',
  otherLine: 'Lo que dice su cláusula sobre respetar el piquete de otro sindicato se juzga más abajo.',

  noEvergreen: 'El contrato no se renueva por sí mismo.',
  stopped: (on, due) =>
    `El contrato se habría renovado; el aviso de que termina se dio el ${day(on)}, a tiempo (a más tardar el ${day(due)}).`,
  renewed: (due, last) => `Nadie puso fin al contrato a más tardar el ${day(due)}, así que se renovó hasta el ${day(last)}.`,
  willRenew: (due, last) => `Si nadie avisa a más tardar el ${day(due)}, el contrato se renueva hasta el ${day(last)}.`,
  evergreenUnknown: 'No consta si el contrato se renueva por sí mismo, o si alguien le puso fin a tiempo.',
  noExtension: 'No se ha acordado ninguna prórroga.',
  extended: (last, cancel) =>
    `Las partes prorrogaron el contrato hasta el ${day(last)}${cancel === null ? '' : `; se puede cancelar por escrito con ${number(cancel)} ${cancel === 1 ? 'hora' : 'horas'} de aviso`}.`,
  cancelled: (last, until, zone) => `Las partes prorrogaron el contrato hasta el ${day(last)}; se canceló y terminó: ${end(until, zone)}.`,
  offered: 'Se propuso una prórroga, pero no la firmaron ambas partes; no tiene efecto.',
  extensionNoEffect: 'Se firmó una prórroga, pero no termina después del contrato mismo; no tiene efecto.',
  extensionUnknown: 'No consta si el contrato se prorrogó ni hasta cuándo.',
  sympathyJudgment: 'Si su cláusula prohíbe respetar el piquete de otro sindicato es una cuestión legal.',
  sympathyCovered: 'Su cláusula también prohíbe respetar el piquete de otro sindicato.',
  notSympathy: 'Es su propio conflicto, no solidaridad con otro.',
  noClauseInForce: 'Ese día no rige ningún contrato.',
  picketingBarred: (until, zone) => `Su contrato prohíbe también los piquetes, hasta: ${end(until, zone)}.`,
  picketingMaybe: 'Su contrato también puede limitar los piquetes.',
  notPicketing: 'No se prevé ningún piquete.',

  notOwnDispute: 'Se pregunta solo cuando el conflicto es propio.',
  notRenewal: 'Se pregunta solo cuando se renueva un contrato.',
  notInitial: 'Se pregunta solo en primeros contratos.',
  notHealth: 'Se pregunta solo en instituciones de salud.',
  notStrike: 'Se pregunta solo antes de una huelga.',
  afterNotice: 'Se cuenta cuando el empleador tiene el aviso.',
  noNotice: 'No consta ningún aviso escrito al empleador para terminar o cambiar el contrato.',
  noticeGiven: (by) =>
    `Se dio aviso escrito para terminar o cambiar el contrato${by === 'union' ? ' (lo dio el sindicato)' : by === 'employer' ? ' (lo dio el empleador)' : ''}.`,
  noMediators: 'No se ha avisado a los mediadores federales. Quien empezó les debe el formulario F-7.',
  mediators: (on, until) =>
    `Se avisó a los mediadores federales el ${day(on)}; según la lectura prudente no hay huelga hasta el ${day(until)}.`,
  employerOwedMediators:
    'Empezó el empleador y no avisó a los mediadores federales. En general eso no impide actuar al sindicato; debe decidir una persona.',
  initiatorUnknown: 'No consta quién dio el aviso, y por tanto tampoco quién debía avisar a los mediadores.',
  noStateAgency: 'Este estado no tiene una agencia de mediación a la que haya que avisar.',
  stateAgencyUnknown: 'No consta si el estado tiene una agencia de mediación a la que haya que avisar.',
  employerOwedState: 'Empezó el empleador, así que le tocaba a él avisar a la agencia estatal.',
  noStateNotice: 'También hay que avisar a la agencia estatal de mediación; los mediadores federales no lo reenvían.',
  stateNotice: (on, until) =>
    `Se avisó a la agencia estatal de mediación el ${day(on)}; según la lectura prudente no hay huelga hasta el ${day(until)}.`,
  quiet: (days, received) => `La ley mantiene vigente el contrato anterior ${days} días después del aviso recibido el ${day(received)}.`,
  quietToEnd: (until, zone) =>
    `La ley misma impide una huelga hasta que termine el contrato, ${end(until, zone)}, aunque no haya promesa de no hacer huelga.`,
  noLastDayUnpromised: 'No consta el último día del contrato, y hasta que termine la ley misma impide una huelga.',
  receiptUnknown: 'No consta cuándo recibió el aviso la otra parte.',
  noDispute: 'Primer contrato: los mediadores federales y estatales necesitan aviso de que existe un conflicto. No consta ninguno.',
  dispute: (on) =>
    `Primer contrato: deben pasar 30 días desde el aviso de conflicto del ${day(on)} antes de poder siquiera entregar un aviso de huelga.`,
  noInquiry: 'No se formó ninguna Junta de Investigación federal.',
  inquiry: 'Hay o hubo una Junta de Investigación federal; su período de espera puede impedir una huelga.',
  inquiryUnknown: 'No consta si se formó una Junta de Investigación federal.',
  noEmergencyBoard: 'No se creó ninguna Junta Presidencial de Emergencia.',
  emergencyBoard: 'Una Junta Presidencial de Emergencia añade períodos de espera propios; debe decidir una persona.',
  noSection6: 'No consta ningún aviso de la sección 6 sobre los cambios que se buscan.',
  section6: (received) => `El aviso de la sección 6 sobre los cambios que se buscan se recibió${received ? ` el ${day(received)}` : ''}.`,
  noRelease: 'Según lo que consta, la Junta Nacional de Mediación no ha liberado a las partes. Su mediación no tiene límite de tiempo.',
  released: (on) => `La Junta Nacional de Mediación liberó a las partes el ${day(on)}; siguen 30 días de enfriamiento.`,

  noVote: 'No consta ninguna votación de los miembros que autorice una huelga.',
  ruleUnknown: 'No consta con qué regla se aprueba la votación.',
  countUnknown: 'El recuento no está completo, o sus números se contradicen.',
  closeUnknown: 'No consta cuándo cerró la votación.',
  notPassed: (rule, yes, no) => `La votación necesita ${ruleInWords(rule)}; el recuento fue ${number(yes)}-${number(no)}.`,
  passed: (rule, yes, no) => `La votación se aprobó ${number(yes)}-${number(no)}; necesitaba ${ruleInWords(rule)}.`,
  closes: (at, zone) => `Cierre de la votación: ${moment(at, zone)}.`,
  noQuorum: 'No se exige una participación mínima.',
  quorumUnknown: 'No consta si se exige una participación mínima, o cuántas personas participaron.',
  tooFew: (cast, eligible, numerator, denominator) =>
    `Votaron ${number(cast)} de ${number(eligible)}; se exigen ${number(Math.ceil((eligible * numerator) / denominator))}.`,
  enough: (cast, eligible) => `Votaron ${number(cast)} de ${number(eligible)}, suficientes para que cuente.`,
  bodies: { V3: 'El local', V4: 'El sindicato nacional o internacional' },
  sanctionNotNeeded: (body) => `${body} no tiene que autorizar una huelga.`,
  notSanctioned: (body) => `${body} no ha autorizado la huelga, según lo que consta.`,
  sanctioned: (body, at, zone) => `${body} autorizó la huelga: ${moment(at, zone)}.`,
  noLimits: 'No consta ningún límite de la autorización.',
  notCovered: 'La votación no cubre esta unidad, este asunto o esta acción.',
  coverUnknown: 'No consta si la votación cubre esta unidad, este asunto y esta acción.',
  covered: 'La votación cubre esta unidad, este asunto y esta acción.',
  lapsed: (last) => `La autorización valía hasta el ${day(last)}; hace falta otra votación.`,
  goodThrough: (last) => `La autorización vale hasta el ${day(last)}.`,
  mandateUnsure: 'Si esta votación autoriza por seis o por doce meses depende del día en que abrió, que no consta.',

  noNoticeGate: 'Para esto no hace falta el aviso de 10 días.',
  judgedByNotice: 'Se cuenta cuando exista un aviso propio.',
  noEmployerNotice: 'Antes de cualquier huelga o piquete en una institución de salud hace falta un aviso escrito al empleador con 10 días.',
  noEmployerNoticeUk: 'Antes de una acción sindical hace falta un aviso escrito al empleador.',
  employerHasNotice: (at, zone) => `El empleador recibió el aviso: ${moment(at, zone)}.`,
  noMediatorNotice:
    'Antes de cualquier huelga o piquete en una institución de salud hace falta un aviso escrito a los mediadores federales con 10 días.',
  mediatorsHaveNotice: (at, zone) => `Los mediadores federales recibieron el aviso: ${moment(at, zone)}.`,
  othersNotice: 'Cada sindicato debe dar su propio aviso; el que consta es de otro sindicato.',
  notWritten: 'El aviso debe ser por escrito.',
  noStart: 'El aviso debe decir la fecha y la hora.',
  noZone: 'El aviso dice una hora sin su zona horaria.',
  contentComplete: 'El aviso es escrito y dice fecha, hora y zona.',
  tenDays: (later, first, zone) =>
    `Los diez días completos corren desde: ${moment(later, zone)}; primer inicio legal: ${moment(first, zone)}.`,
  springHour: (first, zone) =>
    `El reloj cambia dentro de los diez días: por el calendario ya pasaron, por horas solo a partir de: ${moment(first, zone)}. La ley no dice cuál cuenta.`,
  dateOnly: (first, zone) =>
    `Solo consta el día en que se recibió, no la hora. Contado desde el final de ese día, primer inicio legal: ${moment(first, zone)}; debe decidir una persona.`,
  ukNotice: (received, days, first, zone) =>
    `El aviso recibido el ${day(received)} corre ${days} días; primer día legal de acción: ${formatDay(first, zone, 'es')}.`,
  servedTooEarly: 'El aviso de huelga se entregó antes de que terminara el plazo de 30 días. Hay que entregarlo otra vez.',
  servedInOrder: 'El aviso de huelga se entregó después del plazo de 30 días.',
  servedBeforeResult: 'El aviso al empleador llegó antes de que cerrara la votación. Hay que entregarlo otra vez.',
  servedAfterResult: 'El aviso al empleador llegó después de la votación.',
  otherStart: (noticed, planned, zone) =>
    `El aviso dice: ${moment(noticed, zone)}; para empezar en otro momento (${moment(planned, zone)}) hace falta el acuerdo escrito del empleador o un aviso nuevo.`,
  earlierAgreed: (noticed, zone) =>
    `Un acuerdo para empezar antes de lo avisado (${moment(noticed, zone)}) no tiene efecto: el inicio se puede atrasar, nunca adelantar.`,
  sameStart: 'El inicio previsto es el del aviso.',
  movedStart: 'El inicio previsto es el posterior que ambas partes acordaron por escrito.',
  startAgreementUnknown: 'No consta si ambas partes acordaron por escrito otro inicio.',
  used: (by) => `Ese aviso se usó para ${by}; hace falta otro aviso de 10 días.`,
  afterHiatus: 'La acción se interrumpió; para retomarla hace falta otro aviso de 10 días.',
  unused: 'El aviso no se ha usado.',
  usedUnknown: 'No consta si el aviso ya se usó, o si la acción se interrumpió.',
  siteMissing: 'El aviso no nombra un lugar de trabajo en el que habría huelga.',
  sitesNamed: 'El aviso nombra todos los lugares de trabajo en los que habría huelga.',
  sitesUnknown: 'No consta qué lugares de trabajo nombra el aviso.',
  otherKind: (covers, planned) =>
    `El aviso cubre ${covers.length ? list(covers.map((kind) => kinds[kind])) : 'ninguna acción'}, no ${kinds[planned]}.`,
  noKinds: 'El aviso debe decir qué acción anuncia.',
  kindNamed: (planned) => `El aviso nombra ${kinds[planned]}.`,
  byUnknown: 'No consta qué sindicato dio el aviso; cada uno debe dar el suyo.',
  ownNotice: 'El aviso es de su propio sindicato.',
  pattern: 'Varias huelgas cortas por un mismo objetivo pueden carecer de protección.',
  noPattern: 'No es una más de muchas huelgas cortas por un mismo objetivo.',
  patternUnknown: 'No consta cuántas huelgas hubo por este objetivo.',
}
