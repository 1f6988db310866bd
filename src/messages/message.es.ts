import type { en } from './message.en.ts'

export const es: typeof en = {
  mail: {
    hello: (name) => `Hola, ${name}:`,
    helloAll: 'Hola a todas y todos:',
    read: 'Leer esto en la web',
    otherLanguage: 'Esta noticia solo existe en inglés.',
    sources: 'Fuentes',
    why: (coalition) =>
      `Recibe este correo porque está en la lista de miembros de un sindicato local de ${coalition}, y su local permite que la coalición les escriba.`,
    stop: 'No recibir más estos correos',
    stopText: 'Basta pulsar un botón, sin iniciar sesión.',
  },
  unsubscribe: {
    title: 'No recibir más correo de la coalición',
    lead: (coalition) =>
      `Pulse el botón y la dirección a la que llegó este correo no recibirá más noticias de ${coalition}. Hasta ahora no se ha cambiado nada.`,
    stopUpdates: 'No recibir más noticias',
    stopAll: 'Solo lo indispensable',
    stopAllHint: 'Siguen llegando los enlaces para entrar que usted pida, las votaciones y los avisos que exige la ley.',
    stopped: 'Listo',
    stoppedUpdates: 'Esta dirección no recibirá más noticias.',
    stoppedAll: 'Esta dirección no recibirá más correo, salvo los enlaces para entrar, las votaciones y los avisos que exige la ley.',
    within: 'Un correo que ya va en camino todavía puede llegar.',
    mistake: '¿Fue un error?',
    undo: 'Deshacer: quiero seguir recibiendo noticias',
    undone: 'Deshecho',
    undoneText: 'Esta dirección vuelve a recibir noticias, como antes.',
    oneClick: 'List-Unsubscribe=One-Click (el botón del programa de correo)',
  },
  mine: {
    title: 'El correo que recibo',
    lead: 'Para cada dirección con la que inicia sesión. Los enlaces para entrar, las votaciones y los avisos que exige la ley llegan en cualquier caso.',
    noAddress: 'Aquí no se conoce ninguna dirección suya.',
    categories: { updates: 'Noticias de la campaña', all: 'Todo el correo' },
    gets: 'Las recibe.',
    getsAll: 'Permitido.',
    stoppedOn: (day) => `Detenido el ${day}.`,
    startedOn: (day) => `Permitido de nuevo desde el ${day}.`,
    stop: { updates: 'No recibir más noticias', all: 'No recibir ningún correo' },
    start: { updates: 'Recibir noticias de nuevo', all: 'Permitir el correo de nuevo' },
    stopLabel: (what, address) => `${what}: ${address}`,
    saved: 'Guardado. Vale desde ahora.',
    link: 'Elegir qué correo recibo',
  },
}
