import type { Answer, Refusal } from './event.ts'
import type { en } from './event.en.ts'

const seats = (count: number) => (count === 1 ? '1 lugar' : `${count.toLocaleString('es-US')} lugares`)

function why(refusal: Refusal, party: number): string {
  switch (refusal.reason) {
    case 'cancelled':
      return 'Este evento se canceló, así que no se guardó nada.'
    case 'over':
      return 'Este evento ya terminó, así que no se guardó nada. Mira los eventos que vienen.'
    case 'kind-not-invited':
      return 'Este evento no está abierto a todo el mundo. Elige uno de los grupos nombrados arriba, para ti y para quienes traes.'
    case 'members-only':
      return 'Iniciaste sesión, pero esta dirección todavía no está en ninguna lista. Usa el formulario para todos.'
    case 'full':
      return refusal.left === 0
        ? 'Todos los lugares están ocupados. Se liberan cuando alguien cambia de idea: vuelve a mirar más tarde.'
        : `${refusal.left === 1 ? 'Solo queda' : 'Solo quedan'} ${seats(refusal.left)}, y ustedes serían ${party}. Trae a menos personas o vuelve a mirar más tarde.`
  }
}

export const es: typeof en = {
  title: 'Eventos',
  lead: 'Mítines, marchas y asambleas. Trae a alguien.',
  coming: 'Próximamente',
  past: 'Ya pasaron',
  noneTitle: 'Ahora no hay nada planeado',
  none: 'Cuando se fije el próximo evento, se anunciará aquí y por correo electrónico.',
  noPast: 'Todavía no ha pasado ningún evento.',
  calendar: 'Todos los eventos para tu calendario',
  calendarHint: 'Un archivo ICS. En la mayoría de los calendarios también puedes suscribirte a su dirección, y los cambios llegan solos.',
  addToCalendar: 'Añadir a mi calendario',
  calendarName: (coalition: string) => `Eventos de ${coalition}`,
  hostCoalition: 'toda la coalición',
  host: 'Organiza',
  when: 'Cuándo',
  where: 'Dónde',
  whoMayCome: 'Quién puede venir',
  everybody: 'Todo el mundo',
  seats: 'Lugares',
  comingLabel: 'Van',
  seatsLeft: (left: number, capacity: number) =>
    left === 0 ? `Los ${seats(capacity)} están ocupados` : `Quedan ${seats(left)} de ${capacity.toLocaleString('es-US')}`,
  going: (count: number) => `${count.toLocaleString('es-US')} ${count === 1 ? 'va' : 'van'}`,
  nobodyYet: 'Sé la primera persona en decir que sí',
  kinds: { member: 'Miembros del sindicato', family: 'Familia', patient: 'Pacientes', community: 'Comunidad', press: 'Prensa' },
  iAm: {
    member: 'Miembro del sindicato',
    family: 'Familia de un miembro',
    patient: 'Paciente',
    community: 'Vecina, vecino, amiga o aliado',
    press: 'Prensa',
  },
  cancelled: 'Cancelado',
  cancelledText: 'Este evento se canceló.',
  overText: 'Este evento ya terminó.',
  changed: 'Cambió',
  changedText: (day: string) => `La hora o el lugar cambiaron el ${day}. Lo que lees aquí es lo nuevo.`,
  draft: 'Todavía no está publicado: solo el personal ve esta página.',
  text: 'Sobre este evento',

  answerTitle: '¿Vienes?',
  yourAnswer: 'Tu respuesta',
  answers: { yes: 'Sí, voy', maybe: 'Tal vez', no: 'No puedo' },
  said: (answer: Answer, guests: number) =>
    ({
      yes: guests === 0 ? 'Dijiste que sí.' : `Dijiste que sí y traes a ${guests}.`,
      maybe: 'Dijiste que tal vez.',
      no: 'Dijiste que no.',
    })[answer],
  changeIt: 'Puedes cambiarlo aquí mientras el evento no haya terminado. Si cambia el horario o el lugar, o se cancela, te escribimos.',
  guests: '¿A cuántas personas más traes?',
  guestsOption: (count: number) => (count === 0 ? 'A nadie' : String(count)),
  guestsKind: 'La mayoría son',
  guestsKindEmpty: 'Elige si quieres',

  share: 'Trae a tus colegas',
  shareText:
    'Este enlace es tuyo. Envíalo a quienes quieres ver allí: quien venga por él se cuenta para ti y para tu local. A nadie se le dice tu nombre.',
  shareLink: 'Tu enlace',
  cameThrough: (count: number) =>
    count === 0
      ? 'Todavía nadie ha venido por tu enlace.'
      : count === 1
        ? '1 persona vino gracias a ti.'
        : `${count} personas vinieron gracias a ti.`,
  invited: 'Te invitó alguien que va a ir. Di que sí, y cuenta también para esa persona.',
  unknownLink: 'Este enlace no está completo o es de otro evento. Puedes responder de todos modos; no se cuenta para nadie más.',

  signUpTitle: 'Ven con nosotros',
  signUpLead: 'Sin cuenta y sin contraseña. Te escribimos solo por este evento.',
  memberHint: 'Un miembro que inició sesión responde con un solo toque.',
  signIn: 'Iniciar sesión con un enlace',
  name: 'Tu nombre',
  email: 'Correo electrónico',
  emailHint: 'Uno personal, no de tu empleador. Te enviamos un enlace para cambiar de idea.',
  kind: 'Vienes como',
  local: 'Tu local',
  localHint: 'Si perteneces a uno. Entonces la lista de quienes vienen la lee tu local y nadie más.',
  localEmpty: 'Ninguno, o no sé',
  language: 'Te escribimos en',
  languages: { en: 'English', es: 'Español' },
  signUp: 'Inscribirme',

  thanksTitle: 'Gracias. Mira tu correo',
  thanks:
    'Enviamos un mensaje a la dirección que diste. Confirma tu lugar y trae un enlace con el que puedes ver, cambiar o retirar tu inscripción. Si ya estabas en la lista, nada ha cambiado.',
  thanksNothing:
    '¿No llega nada en unos minutos? Mira en el correo no deseado, revisa la dirección e inscríbete otra vez: conservas un solo lugar.',
  thanksNext: 'Volver al evento',

  mineTitle: 'Tu inscripción',
  mine: (name: string, guests: number) => (guests === 0 ? `${name}, vas a venir.` : `${name}, vas a venir y traes a ${guests}.`),
  withdrawnNow: 'No vas a venir. Si cambias de idea, guarda el formulario otra vez.',
  saved: 'Guardado.',
  save: 'Guardar',
  withdraw: 'Al final no voy',
  readBy: (local: string) => `Tu inscripción la lee ${local} y nadie más.`,
  readByHost: 'Tu inscripción la leen quienes organizan en la coalición y nadie más.',

  errors: {
    answer: 'Elige sí, tal vez o no.',
    guests: 'Puedes traer de 0 a 10 personas. Elige un número de la lista; si son más, pide a cada una que se inscriba.',
    name: 'Escribe tu nombre, como máximo 100 letras en una línea.',
    email:
      'Esto no es una dirección de correo. Revisa los espacios, los saltos de línea y la parte después de la @, por ejemplo maria@example.org.',
    kind: 'Elige como qué vienes.',
    language: 'Elige inglés o español.',
    limited: 'Hubo muchas inscripciones desde aquí. Espera un cuarto de hora e inténtalo de nuevo.',
    signedOut: 'Tu sesión terminó. Inicia sesión otra vez o usa el formulario para todos.',
  },
  why,

  mail: {
    subject: (title: string) => `Ya estás en la lista: ${title}`,
    hello: (name: string) => `Hola, ${name}:`,
    coming: (title: string) => `estás en la lista para «${title}».`,
    when: 'Cuándo',
    where: 'Dónde',
    manage: 'Ver, cambiar o retirar tu inscripción',
    calendar: 'Para tu calendario',
    notYou:
      '¿No te inscribiste? Entonces alguien escribió tu dirección. Abre el enlace y retírala, o no hagas nada: te escribimos solo por este evento.',
  },

  notice: {
    hello: (name: string) => (name ? `Hola, ${name}:` : 'Hola:'),
    movedSubject: {
      time: (title: string) => `Nuevo horario: ${title}`,
      place: (title: string) => `Nuevo lugar: ${title}`,
      both: (title: string) => `Nuevo horario y lugar: ${title}`,
    },
    moved: {
      time: (title: string) => `«${title}» tiene un nuevo horario.`,
      place: (title: string) => `«${title}» será en otro lugar.`,
      both: (title: string) => `«${title}» tiene un nuevo horario y será en otro lugar.`,
    },
    whenNow: 'Cuándo, desde ahora',
    whereNow: 'Dónde, desde ahora',
    before: 'Ya no vale',
    answer: '¿Ya no puedes venir? Cambia aquí tu respuesta',
    manage: '¿Ya no puedes venir? Aquí puedes ver, cambiar o retirar tu inscripción',
    calendar: 'Para tu calendario, en lugar de lo que tienes anotado',
    cancelledSubject: (title: string) => `Cancelado: ${title}`,
    cancelled: (title: string) => `«${title}» se canceló. Por favor no vengas, y avisa a quienes ibas a traer.`,
    itWas: 'Estaba previsto para',
    page: 'Su página',
    calendarCancelled: 'Para tu calendario: este archivo marca el evento como cancelado',
    saidYes: 'Recibes este correo porque dijiste que vienes. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
    saidMaybe:
      'Recibes este correo porque dijiste que tal vez vienes. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
    signedUp: 'Recibes este correo porque te inscribiste. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
  },

  me: {
    title: 'Eventos',
    open: 'Esperan tu respuesta',
    change: 'Cambiar',
    all: 'Todos los eventos',
  },
}
