import type { en } from './passkey.en.ts'

export const es: typeof en = {
  signIn: {
    title: 'Con una llave de acceso',
    lead: 'Si agregó una en su página: su teléfono o computadora le reconoce por su huella, su cara o su propio PIN.',
    button: 'Entrar con una llave de acceso',
  },
  script: {
    cancelled: 'No se hizo nada. Inténtelo otra vez, o use su correo.',
    known: 'Este dispositivo ya tiene una llave de acceso suya.',
    failed: 'Este navegador no pudo hacerlo aquí. Inténtelo otra vez, o use su correo.',
    limited: 'Hubo muchos intentos desde aquí. Espere un cuarto de hora e inténtelo otra vez.',
  },
  me: {
    title: 'Mis llaves de acceso',
    lead: 'Una llave de acceso le permite entrar sin correo: su teléfono o computadora le reconoce por su huella, su cara o su propio PIN. El enlace y el código siguen funcionando.',
    notHere: 'Esta página no puede crear ninguna, porque esta dirección no es segura (https). El enlace y el código funcionan.',
    unseen: 'Para agregar una, abra esta página en un navegador que conozca las llaves de acceso, con script.',
    name: 'Cómo la llama',
    nameHint: 'Por ejemplo «mi teléfono».',
    usual: 'Mi teléfono',
    add: 'Agregar una llave de acceso',
    rename: 'Cambiar nombre',
    renameLabel: (name) => `Nuevo nombre para ${name}`,
    remove: 'Quitar',
    removeLabel: (name) => `Quitar la llave de acceso ${name}`,
    added: (day) => `agregada el ${day}`,
    used: (day) => `usada por última vez el ${day}`,
    unused: 'aún sin usar',
    synced: 'guardada en su llavero, así que también en sus otros dispositivos',
    single: 'en un dispositivo',
    stopped: 'detenida',
    stoppedText: 'Respondió como lo haría una copia. Ya no abre nada. Quítela; agregue una nueva si todavía tiene el dispositivo.',
    done: { added: 'Agregada. También se lo avisamos por correo.', renamed: 'Nombre cambiado.', removed: 'Quitada. Ya no abre nada.' },
    badName: 'Diga cómo la llama, en 60 caracteres como máximo.',
  },
  refusals: {
    stale: 'Pasaron más de cinco minutos, o se envió dos veces. Pulse el botón otra vez.',
    unknown: 'Esta llave de acceso no se conoce aquí; quizá la quitaron. Entre con su correo y agregue una nueva en su página.',
    copied:
      'Esta llave de acceso respondió como lo haría una copia, así que está detenida. Entre con su correo y mire sus llaves en su página.',
    refused: 'No se pudo comprobar la respuesta de su dispositivo. Pulse el botón otra vez, o use su correo.',
    known: 'Este dispositivo ya tiene una llave de acceso suya.',
    'too-many': 'Tiene veinte llaves de acceso. Quite una que no use y luego agregue esta.',
  },
  mail: {
    subject: (coalition) => `Se agregó una llave de acceso a su entrada en ${coalition}`,
    hello: 'Hola:',
    added: (name) => `se agregó una llave de acceso llamada «${name}». Desde ahora sirve para entrar.`,
    notYou: '¿No fue usted? Entonces abra su página, quítela y cierre las sesiones que no conozca:',
  },
}
