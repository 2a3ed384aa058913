/** Files to begin with, each with something to find in it. */

const NAMES = ['Ada Lovelace', 'Grace Hopper', '"Hamilton, Margaret"', 'Zoë Müller', '李娜', 'Katherine Johnson', 'Alan Turing',
  'Edsger Dijkstra', 'Barbara Liskov', 'Tony Hoare', 'Frances Allen', 'Donald Knuth'];

const two = value => String(value).padStart(2, '0');

function people() {
  const lines = ['name,age,joined,rate,note'];
  for (let i = 0; i < 240; i++) {
    const age = i === 57 ? 'old' : i % 29 === 11 ? '' : 21 + (i * 17) % 48;
    const joined = i === 171 ? '2023-02-30' : 2019 + i % 6 + '-' + two(1 + (i * 5) % 12) + '-' + two(1 + (i * 11) % 28);
    const note = i % 4 === 1 ? '"likes engines,\nand notes"' : i % 4 === 3 ? 'speaks Mandarin' : '';
    const cells = [NAMES[i % NAMES.length], age, joined, (9 + (i * 7) % 40 / 4).toFixed(2)];
    lines.push((i === 123 ? cells : [...cells, note]).join(','));
  }
  return lines.join('\n') + '\n';
}

function orders() {
  const lines = ['Bestellung;Kunde;Datum;Betrag;Bezahlt'];
  for (let i = 0; i < 160; i++) {
    const day = 1 + (i * 7) % 12;
    const amount = Math.floor(i * 3791 % 90000 / 100) + ',' + two(i * 37 % 100);
    lines.push([1000 + i, 'K' + two(i % 23), two(day) + '/' + two(1 + i % 12) + '/2024', amount, i % 5 ? 'ja' : 'nein'].join(';'));
  }
  return lines.join('\r\n') + '\r\n';
}

function sensors() {
  const lines = ['station|taken|celsius|humidity|state'];
  for (let i = 0; i < 400; i++) {
    const dead = i > 250 && i < 310;
    const state = i % 31 === 7 ? 'NA' : 'ok';
    lines.push(['S' + (1 + i % 4), '2024-06-' + two(1 + Math.floor(i / 24)) + 'T' + two(i % 24) + ':00:00Z',
      dead ? 'NA' : (18 + Math.sin(i / 4) * 7).toFixed(1), i === 333 ? 'wet' : i % 13 ? 40 + i % 50 : 'NA', state].join('|'));
  }
  return lines.join('\n') + '\n';
}

export const SAMPLES = [
  { name: 'people.csv', title: 'people', text: people },
  { name: 'orders.csv', title: 'orders with semicolons', text: orders },
  { name: 'sensors.csv', title: 'sensors with gaps', text: sensors },
];
