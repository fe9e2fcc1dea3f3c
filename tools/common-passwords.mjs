/**
 * Makes src/access/library/common-passwords.txt: what people choose when a password is asked for. The words and the
 * habits below are written down here; nothing is copied from a collection of stolen passwords.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const words = (text) => text.trim().split(/\s+/);

/** Known everywhere as the first that anybody tries. */
const wellKnown = words(`
  password password1 password12 password123 password1234 password12345 passw0rd p@ssw0rd p@ssword pa55word pa55w0rd
  passwort motdepasse contrasena senha passord wachtwoord 12345678 123456789 1234567890 12345678910 123456789012
  1234567891234 87654321 987654321 0987654321 11111111 111111111111 00000000 000000000000 88888888 99999999 12341234
  123123123 123123123123 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx zaq1zaq1 qazwsxedc
  qazwsxedcrfv qwertyui qwertyuiop qwertyuiop123 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 asdfghjk
  asdfghjkl asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 qweasdzxc 1234qwer qwer1234 abcd1234 abc12345 abc123456 abcdefgh
  abcdefghijkl a1b2c3d4 aa123456 a123456789 iloveyou iloveyou1 iloveyou2 iloveyou123 iloveyou1234 letmein1 letmein123
  letmeinnow letmeinplease welcome1 welcome12 welcome123 welcome1234 welcome2 changeme changeme1 changeme123
  changemenow changeit pleasechange admin123 admin1234 admin12345 administrator administrator1 rootroot root1234
  superuser superman superman1 batman123 spiderman trustno1 whatever whatever1 football football1 baseball basketball
  princess princess1 sunshine sunshine1 starwars startrek computer computer1 internet internet1 samsung1 michelle
  jennifer liverpool liverpool1 chelsea1 arsenal1 charlie1 monkey123 dragon123 shadow123 master123 mustang1 corvette
  mercedes chocolate chocolate1 butterfly blink182 test1234 testtest testing123 tester123 temp1234 temppass
  temporary temporary1 default1 secret123 secret1234 topsecret nopassword mypassword mypassword1 thepassword
  newpassword newpassword1 oldpassword yourpassword password!1 password1! password123! p@ssword1 p@ssword123
  p@ssw0rd1 p@ssw0rd123 p@$$w0rd pa$$word pa$$w0rd passpass pass1234 pass12345 passphrase correcthorse
  correcthorsebatterystaple hunter22 hunter2hunter2 godzilla ninja123 pokemon1 minecraft fortnite1 naruto123
  playstation nintendo facebook facebook1 google123 linkedin linkedin1 twitter1 youtube1 instagram whatsapp
  windows10 microsoft microsoft1 office365 christmas christmas1 halloween newyork1 london123 england1 scotland1
  unitedkingdom greatbritain godsavetheking godsavethequeen councilhouse townhall1 localgovernment inspector1
  inspection inspection1 inspectorate government government1 department1 childrensservices socialworker
  safeguarding safeguarding1 hospital1 hospital123 nhs12345 nhspassword teacher123 headteacher police123 guest1234
  guestguest useruser user1234 username username1 demo1234 demodemo sample123 example1 nothing1 anything1 something1
  opensesame abracadabra openopen opendoor qwerty!@# 1234abcd 123qweasd 123qwe123qwe zxcasdqwe qwaszx12 1029384756
  147258369 159753159 741852963 963852741 789456123 456123789 135792468 246813579 314159265 31415926535 11223344
  112233445566 12121212 13131313 69696969 77777777 55555555 66666666 22222222 33333333 44444444 101010101010
  010203040506 19841984 20002000 20202020 20242024 20252025 20262026 11112222 12344321 1234554321 123454321
`);

/** What a password is built around: pets, places, clubs, seasons, people, feelings, things on a desk. */
const bases = words(`
  january february march april june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday spring summer autumn winter easter holiday birthday sunshine rainbow flower orange purple
  yellow silver golden diamond crystal banana cherry apple peaches coffee cookie biscuit cheese pepper ginger sugar
  chocolate vanilla strawberry pumpkin cupcake muffin monkey dragon tigger tiger panther rabbit kitten puppy horse
  eagle falcon phoenix dolphin penguin turtle spider butterfly unicorn buster bailey charlie poppy daisy molly bella
  milly oscar alfie teddy rosie barney rufus shadow smokey lucky angel princess prince queen king knight wizard ninja
  pirate hunter ranger warrior soldier captain master legend champion winner hero gandalf merlin potter pokemon
  batman superman arsenal chelsea everton liverpool tottenham spurs villa celtic rangers united cityfc leeds
  newcastle sunderland westham wolves burnley football cricket rugby tennis golfing fishing cycling running swimming
  london england scotland wales ireland britain manchester birmingham bristol sheffield nottingham leicester cardiff
  glasgow edinburgh belfast oxford cambridge york durham cornwall devon kent essex sussex surrey norfolk suffolk
  somerset dorset yorkshire lancashire cheshire cumbria james john robert michael william david richard joseph thomas
  christopher daniel matthew anthony mark steven andrew paul joshua kevin brian george edward jason jacob nicholas
  jonathan stephen justin scott benjamin samuel gregory alexander patrick jack dennis peter mary patricia jennifer
  linda elizabeth barbara susan jessica sarah karen lisa nancy margaret sandra ashley emily donna michelle carol
  amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen helen amy anna nicole emma samantha
  katherine christine rachel hannah olivia sophie chloe grace lucy charlotte amelia isabella freddie harry archie
  family mother father sister brother daughter mummy daddy nanny grandad forever together friends lovers iloveyou
  loveme loveyou kisses hello goodbye welcome letmein access login secret private hidden open password pass admin
  system server network computer laptop desktop keyboard monitor printer office windows internet google microsoft
  manager director teacher doctor nurse police school college hospital council service department company business
  account finance budget payroll project meeting report summer beach ocean island mountain river forest garden
  thunder lightning storm tornado blizzard fire water earth wind freedom liberty justice peace happy smile lovely
  beautiful gorgeous awesome amazing perfect special magic dreams wishes heaven blessed jesus church faith trust hope
  guitar piano music dancing metallica nirvana beatles oasis queenband elvis starwars matrix avatar harrypotter
  porsche ferrari mercedes mustang jaguar bentley toyota honda yamaha suzuki harley qwerty asdfgh zxcvbn abcdef
  changeme test testing temp temporary guest user default demo sample example
`);

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** What people add when they are told to add a digit or a sign. */
const endings = words(`
  1 12 123 1234 12345 123456 01 007 11 21 22 99 69 2020 2021 2022 2023 2024 2025 2026 2027 ! 1! 12! 123! 1234! @123
  #1 !1 2024! 2025! 2026!
`);

const shortest = 8;
const made = new Set(wellKnown);
for (const base of bases) {
  made.add(base);
  made.add(base + base);
  for (const ending of endings) made.add(base + ending);
}
for (const first of ['i', 'my', 'the', 'our'])
  for (const base of bases) made.add(`${first}love${base}`).add(first + base);
for (const first of bases.slice(0, 23))
  for (const year of ['2023', '2024', '2025', '2026', '2027']) made.add(capital(first) + year);

const lines = [
  ...new Set([...made].map((word) => word.toLowerCase()).filter((word) => word.length >= shortest)),
].toSorted();
const bare = bases.filter((base) => base.length < shortest);
const path = join(resolve(import.meta.dirname, '..'), 'src/access/library/common-passwords.txt');
writeFileSync(path, `${[...new Set([...lines, ...bare])].toSorted().join('\n')}\n`);
process.stdout.write(`${lines.length} passwords of ${shortest} or more characters\n`);
