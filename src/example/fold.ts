export const folded = (name: string) => name.replaceAll('Đ', 'D').replaceAll('đ', 'd').normalize('NFD').replace(/[\p{M}ʻ'’]/gu, '').toLowerCase()
