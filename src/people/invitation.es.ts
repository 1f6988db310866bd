import type { en } from './invitation.en.ts'

export const es: typeof en = {
  title: 'Una invitación',
  asks: (inviter, role, place) => `${inviter} le pide que tome un cargo: ${role}, ${place}.`,
  handing: (inviter) => `Es el cargo de ${inviter}. En el momento en que usted acepte, termina el suyo y empieza el de usted.`,
  meaning: {
    administrator: 'La administración mantiene la estructura y los cargos de la coalición. No lee listas de miembros.',
    communications: 'Comunicaciones escribe, aprueba y envía noticias. Ve cifras, no listas de miembros.',
    organizer: 'Organización prepara actos de la coalición y sigue la asistencia. Ve cifras, no listas de miembros.',
    coordinator:
      'La coordinación de huelga lleva los contratos, avisos y votaciones de todos los locales, y lo que falta antes de una huelga. Ve cifras, no listas de miembros.',
    director: 'La dirección regional sigue las cifras de los locales de una región.',
    officer: 'Los dirigentes llevan la lista de miembros de su local, deciden qué comparte e invitan a delegados y dirigentes.',
    steward: 'Los delegados ven a los miembros de su lugar de trabajo o unidad, y cómo comunicarse con ellos.',
  },
  until: (day) => `El cargo está previsto hasta el ${day}.`,
  expires: (day) => `Puede responder hasta el ${day}.`,
  record: 'Queda constancia de quién invitó, quién aceptó y cuándo.',
  accept: 'Aceptar',
  decline: 'Rechazar',
  signIn: 'Entrar para aceptar',
  signInText: (address) => `Para aceptar, entre con ${address}: enviamos allí un enlace y un código.`,
  otherPerson: (address) =>
    `Esta invitación se envió a ${address}, y usted entró con otro correo. Cierre la sesión y abra el enlace otra vez.`,
  signOut: 'Cerrar sesión',
  mine: 'Invitaciones',
  declined: 'Rechazada. No se concedió nada, y no tiene que hacer nada más.',
  over: {
    accepted: 'Esta invitación fue aceptada.',
    declined: 'Esta invitación fue rechazada.',
    withdrawn: 'Esta invitación fue retirada. Pregunte a quien le invitó si cree que es un error.',
    expired: 'Esta invitación es demasiado antigua. Pida una nueva a quien le invitó.',
    void: 'Quien le invitó ya no tiene el cargo necesario. Pida una invitación nueva a un dirigente de su local.',
    'not-found': 'Esta invitación no es para un correo suyo.',
  },
  limited: 'Hubo muchos intentos desde aquí. Espere un cuarto de hora e inténtelo otra vez.',
  mail: {
    subject: (coalition) => `Una invitación de ${coalition}`,
    hello: (name) => `Hola, ${name}:`,
    open: 'Véala, y acepte o rechace, aquí:',
    expires: (day) => `El enlace sirve hasta el ${day}. ¿No sabe de qué se trata? Entonces no haga nada.`,
  },
}
