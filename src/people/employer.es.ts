import { en } from './employer.en.ts'

export const es: typeof en = {
  warning: (employer) =>
    `Este es un correo de ${employer}. Su empleador puede leer lo que llega allí. Un correo personal es más seguro; si su local no tiene ninguno suyo, pregunte a su delegado.`,
  anyway: 'Enviarlo allí de todos modos',
  signUpWarning: (employer) =>
    `Este es un correo de ${employer}, que puede leer lo que llega allí. Dé uno personal, o marque la casilla de abajo.`,
  signUpAnyway: 'Usar este correo de todos modos',
  me: {
    title: 'El correo de su empleador',
    text: (local, address) =>
      `${local} tiene ${address} como su correo, y es de su empleador. Su empleador puede leer lo que llega allí, así que no enviamos noticias a ese correo. Dé uno personal: le enviamos un enlace y, cuando lo use, quedará en la lista de su local en lugar del otro.`,
    address: 'Correo personal',
    submit: 'Envíenme el enlace',
    sent: 'Mire en ese buzón: hay un correo en camino. Su enlace sirve durante un día, una sola vez.',
    bad: 'Esto no es un correo electrónico. Revise los espacios y lo que sigue a la @, por ejemplo maria@example.org.',
    again: (employer) => `Este también es un correo de ${employer}. Dé uno que solo lea usted.`,
    limited: 'Hubo muchos intentos. Espere un cuarto de hora e inténtelo otra vez.',
  },
  proof: {
    title: 'Su correo personal',
    text: 'Pulse el botón para usar este correo desde ahora: para entrar, y para el correo de su local y de la coalición.',
    confirm: 'Usar este correo',
    done: 'Listo. Desde ahora el correo llega aquí.',
    toMe: 'A mi página',
    refusals: {
      unknown: 'Este enlace no está completo. Ábralo otra vez desde el correo.',
      used: 'Este enlace ya se usó. El correo es suyo.',
      expired: 'Este enlace tiene más de un día. Pida uno nuevo en su página.',
      taken: 'Este correo entra en otra cuenta. Entre con él, o dé otro en su página.',
    },
  },
  mail: {
    subject: 'Confirme su correo',
    hello: 'Hola:',
    open: 'usted pidió usar este correo. Confírmelo aquí:',
    once: 'El enlace sirve durante un día, una sola vez. ¿No lo pidió usted? Entonces no haga nada.',
  },
  staff: en.staff,
}
