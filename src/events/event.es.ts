import type { Answer, Refusal } from './event.ts'
import type { en } from './event.en.ts'

const seats = (count: number) => (count === 1 ? '1 lugar' : `${count.toLocaleString('es-US')} lugares`)

function why(refusal: Refusal, party: number): string {
  switch (refusal.reason) {
    case 'cancelled':
      return 'Este evento se canceló, así que no se guardó nada.'
    case 'over':
      return 'Este evento ya terminó, así que no se guardó nada. Vea los eventos que vienen.'
    case 'kind-not-invited':
      return 'Este evento no está abierto a todo el mundo. Elija uno de los grupos nombrados arriba, para usted y para quienes trae.'
    case 'members-only':
      return 'Usted inició sesión, pero esta dirección todavía no está en ninguna lista. Use el formulario para todos.'
    case 'full':
      return refusal.left === 0
        ? 'Todos los lugares están ocupados. Se liberan cuando alguien cambia de idea: vuelva a mirar más tarde.'
        : `${refusal.left === 1 ? 'Solo queda' : 'Solo quedan'} ${seats(refusal.left)}, y ustedes serían ${party}. Traiga a menos personas o vuelva a mirar más tarde.`
  }
}

export const es: typeof en = {
  title: 'Eventos',
  lead: 'Mítines, marchas y asambleas. Traiga a alguien.',
  coming: 'Próximamente',
  past: 'Ya pasaron',
  noneTitle: 'Ahora no hay nada planeado',
  none: 'Cuando se fije el próximo evento, se anunciará aquí y por correo electrónico.',
  noPast: 'Todavía no ha pasado ningún evento.',
  calendar: 'Todos los eventos para su calendario',
  calendarHint: 'Un archivo ICS. En la mayoría de los calendarios también puede suscribirse a la dirección, y los cambios llegan solos.',
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
  nobodyYet: 'Sea la primera persona en decir que sí',
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
  changedText: (day: string) => `La hora o el lugar cambiaron el ${day}. Lo que lee aquí es lo nuevo.`,
  draft: 'Todavía no está publicado: solo el personal ve esta página.',
  text: 'Sobre este evento',

  answerTitle: '¿Viene?',
  yourAnswer: 'Su respuesta',
  answers: { yes: 'Sí, voy', maybe: 'Tal vez', no: 'No puedo' },
  said: (answer: Answer, guests: number) =>
    ({
      yes: guests === 0 ? 'Usted dijo que sí.' : `Usted dijo que sí y trae a ${guests}.`,
      maybe: 'Usted dijo que tal vez.',
      no: 'Usted dijo que no.',
    })[answer],
  changeIt: 'Puede cambiarlo aquí mientras el evento no haya terminado. Si cambia el horario o el lugar, o se cancela, le escribimos.',
  guests: '¿A cuántas personas más trae?',
  guestsOption: (count: number) => (count === 0 ? 'A nadie' : String(count)),
  guestsKind: 'La mayoría son',
  guestsKindEmpty: 'Elija si quiere',

  share: 'Traiga a sus colegas',
  shareText:
    'Este enlace es suyo. Envíelo a quienes quiere ver allí: quien venga por él se cuenta para usted y para su local. A nadie se le dice su nombre.',
  shareLink: 'Su enlace',
  cameThrough: (count: number) =>
    count === 0
      ? 'Todavía nadie ha venido por su enlace.'
      : count === 1
        ? '1 persona vino gracias a usted.'
        : `${count} personas vinieron gracias a usted.`,
  invited: 'Alguien que va a ir invita a usted. Diga que sí, y cuenta también para esa persona.',
  unknownLink: 'Este enlace no está completo o es de otro evento. Puede responder de todos modos; no se cuenta para nadie más.',

  signUpTitle: 'Venga con nosotros',
  signUpLead: 'Sin cuenta y sin contraseña. Le escribimos solo por este evento.',
  memberHint: 'Un miembro que inició sesión responde con un solo toque.',
  signIn: 'Iniciar sesión con un enlace',
  name: 'Su nombre',
  email: 'Correo electrónico',
  emailHint: 'Uno personal, no de su empleador. Le enviamos un enlace para cambiar de idea.',
  kind: 'Viene como',
  local: 'Su local',
  localHint: 'Si pertenece a uno. Entonces la lista de quienes vienen la lee su local y nadie más.',
  localEmpty: 'Ninguno, o no sé',
  language: 'Le escribimos en',
  languages: { en: 'English', es: 'Español' },
  signUp: 'Inscribirme',

  thanksTitle: 'Gracias. Mire su correo',
  thanks:
    'Enviamos un mensaje a la dirección que usted dio. Confirma su lugar y trae un enlace con el que puede ver, cambiar o retirar su inscripción. Si ya estaba en la lista, nada ha cambiado.',
  thanksNothing:
    '¿No llega nada en unos minutos? Mire en el correo no deseado, revise la dirección e inscríbase otra vez: conserva un solo lugar.',
  thanksNext: 'Volver al evento',

  mineTitle: 'Su inscripción',
  mine: (name: string, guests: number) => (guests === 0 ? `${name}, usted va a venir.` : `${name}, usted va a venir y trae a ${guests}.`),
  withdrawnNow: 'Usted no va a venir. Si cambia de idea, guarde el formulario otra vez.',
  saved: 'Guardado.',
  save: 'Guardar',
  withdraw: 'Al final no voy',
  readBy: (local: string) => `Su inscripción la lee ${local} y nadie más.`,
  readByHost: 'Su inscripción la leen quienes organizan en la coalición y nadie más.',

  errors: {
    answer: 'Elija sí, tal vez o no.',
    guests: 'Puede traer de 0 a 10 personas. Elija un número de la lista; si son más, pida a cada una que se inscriba.',
    name: 'Escriba su nombre, como máximo 100 letras en una línea.',
    email:
      'Esto no es una dirección de correo. Revise los espacios, los saltos de línea y la parte después de la @, por ejemplo maria@example.org.',
    kind: 'Elija como qué viene.',
    language: 'Elija inglés o español.',
    limited: 'Hubo muchas inscripciones desde aquí. Espere un cuarto de hora e inténtelo de nuevo.',
    signedOut: 'Su sesión terminó. Inicie sesión otra vez o use el formulario para todos.',
  },
  why,

  mail: {
    subject: (title: string) => `Ya está en la lista: ${title}`,
    hello: (name: string) => `Hola, ${name}:`,
    coming: (title: string) => `usted está en la lista para «${title}».`,
    when: 'Cuándo',
    where: 'Dónde',
    manage: 'Ver, cambiar o retirar su inscripción',
    calendar: 'Para su calendario',
    notYou:
      '¿No se inscribió? Entonces alguien escribió su dirección. Abra el enlace y retírela, o no haga nada: le escribimos solo por este evento.',
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
    answer: '¿Ya no puede venir? Cambie aquí su respuesta',
    manage: '¿Ya no puede venir? Aquí puede ver, cambiar o retirar su inscripción',
    calendar: 'Para su calendario, en lugar de lo que tiene anotado',
    cancelledSubject: (title: string) => `Cancelado: ${title}`,
    cancelled: (title: string) => `«${title}» se canceló. Por favor no venga, y avise a quienes iba a traer.`,
    itWas: 'Estaba previsto para',
    page: 'Su página',
    calendarCancelled: 'Para su calendario: este archivo marca el evento como cancelado',
    saidYes:
      'Usted recibe este correo porque dijo que viene. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
    saidMaybe:
      'Usted recibe este correo porque dijo que tal vez viene. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
    signedUp: 'Usted recibe este correo porque se inscribió. Hay uno por cada cambio de horario o de lugar, y uno si el evento se cancela.',
  },

  me: {
    title: 'Eventos',
    open: 'Esperan su respuesta',
    change: 'Cambiar',
    all: 'Todos los eventos',
  },
}
