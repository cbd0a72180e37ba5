-- Deploy aquascene:content/data/language_features to pg
-- requires: content/tables/language_features

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Frequent words, of languages of Latin, Cyrillic, Arabic and Devanagari script, since the script
-- alone tells the others. A word is listed with each language that uses it about as often, so that
-- a shared word favours nobody; da and no, which share most, have more of those that part them.
-- How frequent a word is in everyday text decided, never the texts of the tests: the vocabulary of
-- forms and messages was left out.
insert into content.language_features (feature, language, weight)
select f.word, f.language, power(count(*) over (partition by f.word), -0.3)
  from (values
        ('en', 'the to and of in i is for that you it on with this was be as are have at he not '
               'by but from my or we an your all so his they me if can will just like about up '
               'out what has when more do no were who had their there her which been would she '
               'people how some also them now other its our than only after him into see two '
               'over any then could these us want because well said way most very where even '
               'should may here did right too before why made many down through such home use '
               'same three find does each end must put play set tell small hand ask one time get '
               'new good first know make think back go much need really work year years being '
               'day going off still take got never those life say world great last while best '
               'look something used both every part state around between always better help high '
               'little old since another own things during thing give house place again next '
               'without against found general under car let mind'),
        ('de', 'die der und in das ich ist nicht zu den von mit es ein auf für im sie eine sich '
               'auch dem des als er an dass so bei wie aber aus hat sind nach noch wir war nur '
               'wenn oder wird werden einen am man um haben einer zum kann über dann einem schon '
               'ja mehr sein vor zur durch hier bis ihr diese wurde keine alle sehr können muss '
               'unter vom hatte ihre dieser gegen seine damit ohne mein soll wo anderen ihm '
               'seiner zwischen dieses ihrer ihren sei während bereits jeder jedoch nein darf '
               'jede was habe mir mal mich doch immer jetzt wieder uns bin gut gibt alles also '
               'geht viel zeit ab ganz machen denn meine dir will einfach weil beim etwas waren '
               'zwei eines kein seit selbst dich menschen hab heute kommt nichts nun würde leben '
               'wer macht jahr ob ihn jahren viele jahre wäre diesem wurden dabei dort müssen '
               'gerade neue sondern erst ersten lassen sollte andere hast warum weiss weiter '
               'wirklich ihnen mann wohl drei seinen vielleicht dazu diesen euch kommen wollen '
               'hätte könnte sehen sowie tag dafür ins sagen steht ende kam du tage gerne ort '
               'jeden hand oft recht weg land dies'),
        ('nl', 'de van het een en in is op ik dat voor je te met niet zijn die als er maar om '
               'aan hij ook ze door naar uit bij dan dit was wat heeft of over nog deze hebben '
               'kan meer zo al geen mijn wel tot wordt worden nu haar kunnen veel jaar moet na '
               'waar werd onze wil zich zou andere dus tegen alleen onder had hun weer zal '
               'eerste wij eens daar heel toch alle zij zoals omdat tussen via zonder uw hebt '
               'laatste mag verschillende wanneer elke gebruikt welke men mogelijk zodat mogen '
               'bijvoorbeeld recht ervan ieder iedere meerdere hierdoor hiervan indien we heb '
               'ben hoe mensen ons goed gaan gaat doen hier maken mij twee zien jij moeten komt '
               'echt mee staat tijd iets komen leven toen waren hem jullie tijdens altijd weet '
               'laten waarom alles net even gewoon grote terug laat uur steeds zie bent eigen '
               'keer maakt willen iedereen weg hele iemand binnen werk nooit zit één drie zelf '
               'aantal geven kinderen samen vinden kunt plaats snel toe deel elkaar huis nodig '
               'vanaf vind vrouw weten doet krijgen want allemaal beter erg staan zeggen zegt '
               'denk gemaakt land naam zeker zullen misschien stad goede houden volgende blijven '
               'graag jou kwam verder niets vandaag vragen werken eerst vraag zelfs gezien nee '
               'helemaal jaren lijkt doe kijk vooral leuk nemen vaak dag kom moment hand best '
               'nou vol vele'),
        ('af', 'aan alle ander as asook baie by daar daardie dan dat deur die dit ek elke elkeen '
               'en enige gaan gee geen gehad haar hierdie hoe hulle hê in indien is jou jy kan '
               'kom maak maar meer met moes moet my n na net nie nog of om onder ons ook oor op '
               'reeds sal slegs so sonder soos sy te terug toe tussen uit van vir was wat wees '
               'word altyd nooit soms weer hier mense jaar tyd wêreld klein nuwe eerste laaste '
               'twee julle hoekom omdat terwyl dus egter hoeveel vandag gister môre nogal kon '
               'sou wil ten gedurende volgens self steeds gemaak gesê nou mans mens lande ter '
               'tot waar doen werk deel nodig beter land sosiale'),
        ('fr', 'de la le et l les est en des d un que a pas une du il pour dans je qui c au ce '
               'sur qu par on ne plus avec j n mais se vous s elle son y ou si sont tout fait '
               'nous comme être bien cette faire sa aux même ont était été ses lui aussi peut '
               'deux leur ces quand après très tous sans avoir où encore alors entre autres voir '
               'contre votre avant depuis donc sous moins dont leurs toute ainsi jour cela ici '
               'doit jours chaque lors serait tant dernier aucun seront ça tu ai ils mon moi '
               'suis avait temps ans peu autre rien dire monde fois faut toujours bon notre '
               'jamais vie toi déjà quoi soit trop ton chez gens juste oui vraiment grand pays '
               'beaucoup quelques comment premier sera parce personne trois homme toutes vu cas '
               'chose partie car première bonne fin mieux pendant petit puis année cet ceux '
               'elles moment place plusieurs pourquoi mois vers histoire mort sais années fais '
               'nouveau nouvelle travail compte merci vite grande quel ville part nom à'),
        ('es', 'de la que el en y a los no un se por es del las con una para lo su al como me '
               'más si pero o mi le este sus esta todo ya ha cuando ser son sin hay está fue muy '
               'sobre también todos eso tiene nos porque qué así años dos bien entre puede desde '
               'hasta ahora era vez hace ni donde parte solo tiempo uno tan vida e ese han mismo '
               'siempre cada después esa otro otros otra menos tanto había durante sólo aunque '
               'gobierno nuevo él aquí ella tienen toda nuestro pueden nueva debe quiere derecho '
               'seguro usted debería solamente hacer esto nada algo día mejor mucho ver tengo '
               'están gente estado estoy mundo año gracias cosas gran nunca personas antes poco '
               'sea tener trabajo ellos lugar creo cómo hecho quiero contra cuenta decir país '
               'soy todas estos forma sido estas sí estaba estar hoy alguien quien tres voy caso '
               'días momento bueno ciudad mis luego nacional parece nuestra poder pues verdad '
               'historia mientras nadie otras primera veces muchos cual dijo entonces tipo '
               'algunos general mayor tal además muchas primer según acuerdo cualquier fueron '
               'unos ley bajo fuera hacia hombre puedo buena mujer casi hizo noche nosotros '
               'pasado tenemos tus eres ahí aún buen misma pueblo tenía esos mujeres agua ante '
               'embargo casa visto algún saber tu fin haber sino tema manera será sabe segundo '
               'grupo'),
        ('pt', 'de a o que e do em da é para não um uma com no se na por eu como as mais dos mas '
               'foi ao me você ser seu sua tem são das ou à ele muito isso já nos também quando '
               'está meu pelo ela só pela até mesmo pode ter ainda fazer minha quem sem entre '
               'era seus nas depois este estão esse essa eles há foram esta aos suas todo então '
               'nem qual às quer nós seja será menos tinha toda deve pelos num pessoa têm dele '
               'direito numa elas havia lhe tenha deles faça dia sobre bem pessoas tudo aqui '
               'anos todos agora assim onde vou mundo tempo vida porque tenho casa nada ver '
               'melhor bom sempre ano grande vez apenas coisa sou dois nunca quero mim outros '
               'hoje sei tão nossa faz cidade estou trabalho durante estado forma novo pra dias '
               'maior outro primeiro cada lá qualquer sim acho alguém antes coisas nome sendo '
               'desde diz falar sabe contra boa estava três alguns ficar mãe pouco segundo além '
               'disse noite nosso nova caso história podem vezes estar após duas grupo meio '
               'primeira tipo todas cara dizer mulher outras enquanto fez ninguém verdade vocês '
               'aí algumas fim acordo jogo através governo meus quase filho fora homem preciso '
               'vão água disso fazendo muitos dinheiro queria muitas parte quanto volta tanto '
               'momento algo gente lugar país sido nacional parece poder tal mesma outra neste '
               'saber muita pois dessa vem'),
        ('gl', 'a ademais algunha algún ao aos as ata aínda cada calquera cando como con cun '
               'cunha da das de deica dereito desexa despois desta deste do dos dun dunha e el '
               'ela eles en entre entón era esa ese esta este estes está están eu facer fixo foi '
               'foron fóra grazas hai hoxe iso me mellor mesma mesmo meu miña moi moita moitos '
               'máis na nas nin ningunha ningún no non nos nosa nun nunha o onde onte ou outra '
               'outro outros para pero persoa pode pois pola polas polo polos por porque que '
               'quen se sen ser seu seus sexa sobre son só súa súas tamén ten ter teñan teñen '
               'toda todo un unha xa xunto á ás é dende podes tes cal cales mentres así ó ós '
               'neste nesta nestes nestas destes destas co coa cos coas cara lle lles isto '
               'aquilo agora logo sempre nunca tampouco poden fai feito houbo anos vez veces '
               'todos todas algo unhas uns dous dúas xeito xente longo novo primeira baixo tras '
               'facendo estaba teño tiña tiñan puido saber ver dicir moito nosas noso vosa aquí '
               'alí outras tanto porén ca peor ti tempo modo caso momento qué desde menos '
               'durante debe seguro día estado antes país estar días nacional parece tipo nova '
               'fin será maior nome segundo grupo'),
        ('it', 'di e che il la a in non un per è del l i una le si con della da sono ma al ha '
               'come più dei se nel alla anche lo gli delle o questo ci su ad dal solo essere io '
               'nella cui d era stato quando tutti ed questa c tutto hanno tra fatto prima suo '
               'loro parte perché due sua ai così dalla degli dopo sul quello chi ancora molto '
               'senza ogni può dove già sei quella proprio altro noi lui stesso contro mentre '
               'quale suoi deve voi verso possono almeno diritto dell sicuro all esiste nell '
               'individuo sull ho ti cosa anni sia fare uno poi sempre fa altri ora mio quanto '
               'mia sulla tempo vita nei quindi secondo hai bene grazie lavoro modo dai nelle '
               'casa persone sta volta dire giorno mondo questi stata siamo via cose grande '
               'primo caso tutte abbiamo quel oggi tanto città nuovo detto fine qualche viene '
               'aveva anno dalle sarà stati storia tre tuo avere fino altre dello erano meglio '
               'queste visto ciò meno sarebbe sotto momento aver vedere forse giorni invece '
               'nostro agli qualcosa mi durante gente poco forma tipo casi alle fai sera state '
               'dio nostra altra nome governo'),
        ('la', 'et est non ad ut cum ex quod sed qui quae si ab enim aut esse sunt hoc nec neque '
               'atque etiam ac eius quam quo quid nam autem erat fuit eum eam eos his haec hic '
               'ille illa ipse ipsum inter post ante per sine sub super tamen igitur ergo ita '
               'sic nunc tunc semper omnes omnia omnis rerum suis suam suum sua eorum quibus '
               'quorum cuius cui quia dum nisi vel apud contra propter sit dolor amet in suo '
               'modo forma homo qua pro res dies maior'),
        ('ca', 'de la a i que el l d en per del un les els una no amb va és al es ha com més '
               'dels s hi o ser aquest però tot fer seu aquesta molt ja ho seva també ens han '
               'són se això sobre quan entre fins on era pel perquè tots des després està altres '
               'sense pot té seus ni mateix cada aquests nou seves n tota tenen qualsevol hauria '
               'ell dret llur llurs anys estat ara fa què fet gran només persones any encara '
               'part hem li gent havia així dir durant contra veure us gràcies lloc tant primer '
               'temps manera món vaig pels bé ciutat millor sempre vida tenir tan tres nostra '
               'aquí país abans diu nostre passat segons haver nova res sant estan nostres qual '
               'uns aquestes història poder dies primera altre avui donar grup totes bona cosa '
               'tenim anar cas altra dues sí moment poden molts nosaltres bon mort serà vol '
               'davant sigui tenia alguns cop suport coses ells mentre nit nom punt sembla dins '
               'vegada feina moltes acord sota fent arribar dona estem poc menys tothom trobar '
               'dades equip posar algunes començar clar meva parlar setmana unes grans març '
               'tipus estic si casa forma estar nacional general tal cal cos saber compte home '
               'joan estava podem fora'),
        ('ro', 'de în și a la să din o pe cu nu mai un este că care pentru se au ce fost ca al '
               'am sunt fi lui dar sau sa dacă după poate prin când ale despre era iar are ai '
               'cel trebuie doar foarte noi el ei dintre tot până vă toate acest nici unui avea '
               'cea unei fără între această putea decât lor astfel orice cei asupra aceasta sale '
               'său acestea deja ele persoană dreptul as va cum mult mare ani cele fie timp face '
               'într pot chiar vor așa bine acum către două atunci cât mă unde fiind multe parte '
               'anul îi asta ceea alte avut vezi îl făcut loc atât unul sub aici zi lucru ea '
               'prima trei precum spre timpul asemenea ceva fiecare peste puțin spune numele '
               'apoi nou fel oameni fac primul încă spus unor acesta perioada câteva nevoie '
               'numai viața aproape există locul stat înainte avem doi prea început își bun mari '
               'mea ori toți însă ți aceste acolo mine îmi lumea cred si casa vedere mi general '
               's moment'),
        ('sv', 'är det att och i jag på en inte som för med har av om du så till den de ett kan '
               'vi men man var ska när nu vad från här mig bara eller han alla sig vara där får '
               'finns ha skulle ut hade mycket upp in få blir år efter över detta ni också hon '
               'måste även under någon andra något mot vid dem sin utan blev rätt några denna '
               'genom hans mellan varje dessa sina sitt kunna inga honom annan samt henne skall '
               'dess ej då hur kommer vill bra min dig ju lite gör mer än göra allt går vet tror '
               'bli kanske ingen två varför många hela helt gå väl fick oss säger aldrig varit '
               'mitt dom sedan själv behöver åt första nog tar tycker alltid bättre igen tack '
               'idag nej folk inget säga innan ner barn mina samma borde verkligen sätt vilket '
               'annat tid fel gång känner bort riktigt vår ens komma precis gick väldigt ändå '
               'gjort ge människor redan bästa dock inom håller kunde ditt fått gjorde olika '
               'ganska står tillbaka vem ger länge runt deras fortfarande vilken enligt flera '
               'lika förstår känns våra alltså pengar faktiskt män ur bland fler längre dina '
               'gillar menar stora därför kvar kvinnor typ tänker börjar tre ser dag både heller '
               'egen kom hos stor mest ny tro hem hand enda annars gott visa tag land ta nytt '
               'hennes enkelt minst sett jobb'),
        ('da', 'i og er af det at en til på jeg har for ikke med den der de du kan som så et var '
               'vi om han fra men skal ved vil også være hvor nu hvis sig efter mig eller hvad '
               'ud alle meget noget da dig kunne lige når op blev bliver havde mere over hun år '
               'få dem selv mange vores kun deres end må dag denne dette hans ind flere gør '
               'andre mod alt været blive igen ville hvordan nye nogle skulle ham under første '
               'sin ingen altid anden uden andet fordi nogen samme mellem sidste tage hvorfor '
               'ret stadig aldrig ned både disse hendes give derfor først frem gange gennem hver '
               'blandt mens måde allerede sit tidligere længere nyt sine jeres bør heller egen '
               'hvert hinanden uge brugt hvilken fx mindst uger følgende egne mulighed særlig '
               'nemt hvilke anvendes enhver øvrige hvorefter her godt min bare have lidt får '
               'helt kommer nok god går fik hele sammen gang tid siden gøre måske siger sådan '
               'kom gerne store blevet før tilbage tror dog arbejde brug finde gå bedre hos '
               'lille stor bedste komme tre giver mest folk ny børn dine tager endnu set bruge '
               'gik hold mand nej samt ting fået gode inden mine står hvem forskellige vej '
               'rigtig sige lide penge næste dage aften hende hjælp mænd plads finder kender '
               'lave ude hjælpe næsten væk længe sagde kvinder indtil lad bag række spørgsmål '
               'søn hurtigt lavet mad arbejder håber især gået laver intet kører ligesom rigtigt '
               'vide igennem kvinde købe lyder sidder tæt vigtigt billeder fandt flot møde '
               'selvom tænker alligevel imod sætte vejen fejl læse således blot fortæller tænke '
               'pige fald søger hvornår læs netop sætter køre løbet sjovt vand hjemmeside '
               'hjælper spil fuld høj muligt samarbejde sæson taler trods desuden desværre '
               'rigtige spændende hedder begynder inde sidst bedst billede kræver ældre begyndte '
               'derefter lande præcis arbejdet indenfor kæmpe uddannelse udvikling givet '
               'forældre kendte masser nogensinde skat fedt fortælle rejse kendt nuværende sag '
               'virksomheder aftale herunder hovedet højt kæreste piger seneste stærkt uanset '
               'dejligt hårdt mærke fælles kalder kampe løb vidste værd baggrund bøger tilfælde '
               'højere københavns skabe vinder yderligere gælder hvide højre kærlighed manden '
               'brugte dårligt løber sæt søde troede tøj vandt vinde afsnit via man jo gjort '
               'gjorde rundt mener burde ønsker dele'),
        ('no', 'i og er det på som til en av for ikke med har jeg de du om den så vi fra var kan '
               'et men han seg dette noe skal noen ble vil bare også ut da nå hva etter eller '
               'meg være blir hadde alle når må deg få mer opp andre gjør over ved vært bli inn '
               'denne enn år gjøre hun mye hvor igjen mot selv hvis ta alt flere oss hvordan '
               'uten ingen mange kunne siden sin dag første dem skulle samme under annet disse '
               'aldri blitt mellom ville nye hvorfor rett fordi gi hans nei ned sine siste bør '
               'gjennom alltid blant både sitt hver mens deres tidligere heller hvem fortsatt '
               'først annen derfor ganger egen kun ham våre allerede brukt nytt hvert måte '
               'hennes lenger særlig fram hverandre enkelt minst hvilken lagt uke uker mulighet '
               'hvilke følgende enhver øvrige her litt får kommer før fikk helt går vel dere '
               'tror folk nok sier god godt hele kanskje gang slik bra kom sammen vet bedre gå '
               'tar sett tid veldig rundt trenger gikk store ting tre mener gir mest tilbake '
               'finnes stor fått tatt vår barn finne gjort hos komme burde akkurat beste står '
               'takk ønsker lenge ny bruke feil mulig liker tok skjer grunn kvinner hatt sånn '
               'finner kjent neste nesten gjerne penger plass kjøpe greit betyr bruk vanskelig '
               'årene dager gjelder uansett hjelp håper kjenner klarer tillegg slutt kveld '
               'jenter dersom høyre skjønner gitt sette spesielt spørsmål begynner hjelpe jobber '
               'tenke tenker lage lese utenfor møte nettopp veien forskjellige høy vant innen '
               'likevel løpet fant legger setter høyere jobbe begynte ferdig politikk flott '
               'regjeringen ulike unna spill arbeid hjelper antall jobben basert høyt kjøre '
               'rekke hodet poeng skjedde spør arbeidet bilde kjører tenk begynne kvinne '
               'dessverre høres jente imot musikk informasjon innenfor kjente selvsagt tross økt '
               'deretter gutter skje spennende viktigste bildet skikkelig sør absolutt brukte '
               'eldre måten kaller møter prosent søker sønn borte lar opptatt plutselig skjedd '
               'fortsette hyggelig lengre løp reise sentrum sesongen slikt sosiale verre hardt '
               'lurer sitte sjekke verdt fremdeles kjære krever redd sterkt utdanning helse '
               'snakk tenkt våpen åpnet gjøres klarte vekk forrige omtrent velger foreldre '
               'forteller nordmenn regjering selge selskapet umulig bakgrunn besøk vite ha man '
               'ser at frem egne min dine samt gode mine tro bak jo menn enda henne mitt bort '
               'ditt gjorde mann land jobb'),
        ('is', 'og í á að er sem til en við af hann um ekki var fyrir með ég eru frá það þar því '
               'eða eftir hún svo hefur vera þá verið þegar hafa þess úr upp ef nú sé sér hér '
               'þeir þetta yfir þeirra einnig hans þó þau undir mjög skal milli mun rétt sá '
               'allir hvort sinni menn án sú hver enda verða hvers manna maður allra annar út '
               'eins þú fram voru allt hjá mér vel gera þeim getur okkur koma okkar inn hvað '
               'vegna hafi bara fara væri árið saman fá ár síðan aftur honum sjá áður kemur kom '
               'heldur enn hvernig líka tíma hafði sama ára þær einn fer sínum fór meira segir '
               'ásamt ekkert segja taka aðeins eitt þér halda gert meðal varð þann annars bæði '
               'hennar fyrsta hef sína hins alltaf gegn gott niður stað henni öðrum þannig þessi '
               'hana mikið geta áfram innan öll finna oft sinn svona tók alveg auk hægt vinna '
               'komið orðið öllum þessum aldrei fyrst samkvæmt vegar árum fékk verður erum átti '
               'annað eiga hélt sæti átt þátt einu fólk hluti sitt stjórn sig dag hvert mest '
               'samt mynd má nema utan annan land sett'),
        ('fi', 'ja on ei että se oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai '
               'joka olla sitä mitä vain jo kanssa tämä sitten kaikki ollut vielä siitä ne sekä '
               'jälkeen miten mukaan paljon pitää tulee hyvin tässä hänen koska koko mikä ennen '
               'jotka jossa tämän eikä sillä tehdä siinä jonka kuten lisäksi enemmän pitäisi '
               'esimerkiksi yli ilman minä toinen tähän uusi olet heidän kerran silloin voidaan '
               'niiden varmasti hänet ihmiset käyttää voit alle jotta siksi muita ensin täytyy '
               'joita muiden niistä kaikkien sinun johon joko hänellä vähemmän näiden oikeus '
               'vähintään sinulla uudet jokaisen mukaisesti kenenkään jokaisella vapaus olisi '
               'kyllä hyvä saa olen ihan mitään vaan aina eivät kuitenkin vaikka vuoden aika eli '
               'näin noin vuonna siis ehkä itse onko tuo vähän yksi jotain juuri miksi kaksi '
               'taas tuli enää joku siihen eri ettei tästä joten kiitos tätä vastaan aikana osa '
               'siellä kuinka pois vuotta aivan niitä edes olivat mies sai tällä aikaa oikein '
               'todella täällä missä saada jopa ainakin kautta ajan kolme tänään liian meillä '
               'ottaa viime alkaa heti mukana usein olevan tekee voisi antaa kertaa koskaan nämä '
               'näyttää hyvää menee samalla teki mistä tiedä välillä asia joskus meidän muun '
               'jota takia yhtä kukaan yhdessä haluaa muuten varmaan hieman kiinni silti uuden '
               'aikaan edelleen päästä olin oman saanut suurin tullut täysin vuoksi yhden '
               'yleensä asti kannattaa lähes maailman mennä paras tuntuu katso kertoo löytyy '
               'tule iso mun'),
        ('et', 'aga ega ei enda et iga igal ilma inimesel isegi ja juba ka kaks kas kellegi kes '
               'kui kuid kõigi kõik meie mida mille millest mis mitte nad nagu neid nende nii '
               'ning ole oli olid olla oma on peab pole poolt pärast saab seda see selle sest '
               'siin siis siiski ta teda teie tema tuleb vastu veel väga välja või õigus üks üle '
               'palju vähe hea uus aasta aastal aega inimesed inimene midagi keegi miks kus kuhu '
               'kuidas millal sellest selles sellega minu sinu meil teil mul tal oleks võib '
               'peaks läheb tegema teha saada öelda teine esimene kolm ju vaid alles samuti koos '
               'enne ainult ennast praegu näiteks vahel kuni mõned rohkem seal mine saa sama'),
        ('hu', 'a az és nem hogy egy is de meg csak ha van volt ez vagy már még én kell el ki '
               'azt akkor mint ezt minden mert olyan itt sem lesz lehet nagy úgy be aki fel után '
               'ne ami több pedig szerint le volna között által más vannak ezek legyen amely '
               'saját valamint ennek azonban annak során azok akár őt amelyek mindenkinek '
               'lehetséges amelyet joga jó most nagyon így vagyok majd nincs két új amikor első '
               'mindig nekem amit kis egyik ilyen sok jól miért azért tudom milyen igen lett ott '
               'alatt ember miatt lenne hát mikor valami egész arra ezért ahol át nap rá elég '
               'neki aztán előtt valaki év kicsit semmi tényleg mellett erre fog mindenki neked '
               'nélkül szép ahogy akik három inkább jobb szerintem együtt hogyan túl legjobb '
               'újra biztos ezzel mivel másik néhány vissza őket ellen hanem pár benne ezen '
               'persze tovább című emberek illetve köszönöm vele éves egyszer talán ebben rossz '
               'teljesen bár kellett teljes voltak annyira idő mind második áll jobban '
               'legnagyobb nézd hozzá mindent utolsó való vagyunk tudja mi nek ide án'),
        ('pl', 'w i nie na się to z do jest że o jak a ale co tak za od po dla tym czy przez '
               'tego są ma tylko już ze może ten oraz bardzo być jego by ich jeszcze był które '
               'jako było jej który pod te tej bez jednak lub można przy przed więcej także była '
               'tych ta która innych wszystkich we których swoje każdy dwa mogą nikt musi między '
               'ani prawo swojej celu człowiek swego mnie bo będzie sobie mam jeśli roku też '
               'jestem kiedy nawet teraz go coś ci lat więc gdy gdzie żeby wiem nic wszystko '
               'ludzie chyba ludzi nas również takie ktoś niż dobrze kto zawsze właśnie masz '
               'albo ty osób czas mają dzięki którzy podczas bardziej dlaczego dzieci nich raz '
               'nad nigdy pracy mamy życie chce dnia jesteś temu tutaj wiele został będą jeden '
               'miejsce wszyscy wszystkie były kilka sposób domu dzień prostu razem siebie taki '
               'chodzi trochę czasu dlatego którym miał moje mój naprawdę trzeba ją mieć mówi '
               'nim ciebie mogę oni cię dalej dużo stanie dziś której moja ona rzeczy strony '
               'życia kraju pierwszy mi jedna dobre jedno mu taka tam rok byli tą potem dni'),
        ('cs', 'a se v na je to že s z si do ale o i tak pro ve za co k jako jak po by už od '
               'jsou jen nebo byl bude má které jeho který až není bylo aby než ze byla být také '
               'při kde která před protože podle tím další mezi jejich může mít však nad pod ke '
               'musí kteří zde každý všichni byly jí lidé pouze svou této nikdo svého nejsou '
               'prosím toto tyto ním právo jež svobodu jakékoli jsem když mě já jsme ty ještě '
               'ani pak tam toho ten mám bych první pokud tom něco teď nic let nás vám vás jste '
               'kdo moc proč své tomu asi kdy ji měl více dnes či roce takže nám všechny díky '
               'již jestli mají třeba právě tady taky všechno velmi přes dva její proti proto '
               'místo nikdy jeden budou jsi někdo práce tohle dobře jde kvůli lidí měla jim tedy '
               'víc řekl chci nové vůbec stejně život možná máme tento budu hodně opravdu '
               'poslední prostě rok tři děti ní měli něj byli kterou moje pár čas chce což době '
               'vše jenom ať dost dvě můžete pořád letech svůj říká během hned lidi nevím tě můj '
               'například kdyby nejlepší několik člověk kolem někdy snad věci opět vlastní '
               'vlastně úplně ho ti bez kam mi jedna tu chcete roku vždy stále spolu oblasti '
               'nich máte vaše často celý tomto budete naše sebe jedno mu ta té'),
        ('sk', 'a v sa na je to z že s ako o si do ale po za tak od čo už bol by pre sú k alebo '
               'nie sme ich len vo aby ktorý ktoré pri má jeho bola bude ktorá až bolo byť jej i '
               'zo podľa však ste kde boli pred medzi môže tiež tým pod iba pretože mať toto '
               'každý nad ktorú tejto svoju ľudia môžete ktorí musí tieto ktorého túto ku svojho '
               'chcete než všetci ďalší nikto právo prosím existuje ktorému najmenej slobodu '
               'akékoľvek aj ak keď veľmi vám roku ešte ani viac nás vás pozri toho tom či počas '
               'potom ju všetko rokov tento nám ľudí niečo preto deň možno tomu všetky mali '
               'práve teda vďaka dnes vždy svoje asi teraz veľa miesto najmä jeden stále ide '
               'proti takže spolu čas ktorej lebo mám tie časti nič oblasti okrem napríklad '
               'dobre iné nich určite cez ktorých máte všetkých úplne deti kto majú mala život '
               'budú naozaj časť mňa niekoľko svoj svojej mesta pár vaše často prečo máme '
               'nachádza nové prvý ďalej celý tohto tomto ďalšie budete kedy naše samozrejme '
               'spoločnosti táto veci tých ktorom človek dvoch seba skôr súčasťou neskôr patrí '
               'vôbec lepšie dosť týchto dňa hlavne pričom mieste roka rokoch svojich neho '
               'niekedy tá hneď niektoré ho meno bez mi som nej jedna dva tri malo mesto svet '
               'sveta dve telo tu strane sebe jedno mu ním tam nikdy práce rok moje chce mal '
               'času dni raz domu'),
        ('sl', 'je in v na se da so za ki pa z tudi lahko s ne kot po še iz bi bo od tako to pri '
               'ali o če že bil do ni med vse kar bila več tem ter ta tega zelo zaradi bilo ker '
               'kjer le ima samo kako te brez svoje pod bili vsi potem svojo ste mora biti vsak '
               'imajo nad vsaj vseh katerega kateri oziroma njegov katere človek obstaja nima '
               'želite kakor nihče moj morate pravico prepričani noben svobodo jih ga smo leta '
               'nekaj saj ob bodo sta zato vedno pred veliko prav kaj naj vam nas let boste '
               'vendar čas bomo dela vas gre času bolj danes delo dobro ampak drugi proti seveda '
               'strani časa prvi skupaj ljudi mogoče niso mesto ljudje najbolj jim leto predvsem '
               'torej zdaj druge poleg letih res pomeni treba dve malo drugih življenje eno '
               'katerih nato glede mestu celo delu tri imel primer ena hitro morda čeprav mesta '
               'otrok letu skozi število glej nič sicer stran pravi sedaj sploh dni dovolj '
               'naprej pomoč dveh pogosto različnih svetu skoraj eden katerem novo uporablja '
               'drugega imeli kljub prej takrat vsem zakaj koncu okoli ravno teh poti izmed '
               'tisti svojega verjetno čez skupine težko včasih začetku kmalu medtem tukaj '
               'življenja manj ko mi nova nove novi dva njih svet sveta lepo vaš svoj vaše naše '
               'jo nam preko sva republike veliki niti mu ur temu'),
        ('hr', 'je u i da se na od za su a ne sa iz kao o što koji kako bi ali nije još po s do '
               'sve bio ili koja samo te biti više koje kada tako bilo može ima jer zbog prema '
               'bila kod nakon treba bez ljudi ovo ovaj između svi prvi svoje gdje nema nisu uz '
               'koju već svoju novi drugi možete preko mora ova pri pravo kojima druge ovu '
               'njegov tijekom pred nova sva svakog moraju njihov također osobe ovdje morate tko '
               'molimo sloboda nitko svatko godine sam će sad smo ga godina jedan li mogu ih oko '
               'šta dok oni rekao dana toga pod sada nego nas broj bili dva ona bih radi tome '
               'mnogo danas vidi taj tri nešto ono put vreme grada kaže nekoliko onda tokom zato '
               'opštine protiv svoj vrijeme odnosno dobro neće ove vam koliko puta život njih '
               'strane neki jednom republike malo dalje grad jedna kroz među nalazi veoma '
               'vremena iako veliki prije rata vas tada međutim ništa njega sebe zemlje imao '
               'možda ovog vrlo neko često jedno kojoj poslije uvijek netko svijet svijeta '
               'mjesto riječ riječi dio dijela opće općine vlastiti dvije obje cijeli cijela '
               'lijepo djeca dijete tijelo ljeto smije promjena zahtjev savjet posljedica '
               'primjer sljedeći sljedeće htio želio vidio tjedan tisuća suradnja budući zašto '
               'nisam niti čak nama vama njima mu joj im ste si mi vi ti nove neke naše moje moj '
               'drugih delu pravi kraju'),
        ('lt', 'ir kad į su iš yra tai kaip ar o buvo savo tik bet nuo ne apie taip kai labai '
               'dėl per dar gali jau po iki jis bei jei už jo pat būti turi prie bus jos tačiau '
               'arba jų nėra ji prieš pagal vienas būtų kuris visi todėl tarp tuo jeigu kurie '
               'kuri kurių šis tas žmogus ši visų negali niekas kiekvienas teisę laisvė kas mūsų '
               'metų nes jie daug metu daugiau nors čia ant jūsų reikia kur aš ką tiek net nei '
               'vis dabar mano jog jums jį tikrai metais kartą vieną kiek juos kartu žmonės jūs '
               'miesto kurios šį gal ją laiko tada valstybės gerai jam tiesiog pats viena visą '
               'dieną kol kitų šios dalis tą visus žemės galima žmonių kuo pasaulio toks viskas '
               'vėliau visada šiandien jiems kurį mums toliau nieko sakė taigi kodėl metus '
               'vandens vėl atrodo darbo dažnai kitą kurio puikiai nebuvo visai šalies šią sako '
               'tapo visa dažniausiai kiti laiką pasaulyje teisės tokia meno dienas tos kam '
               'visas tipo mieste tam bent'),
        ('lv', 'un ir ar par ka no kā uz kas arī vai bet tā nav to tas ja lai bija pēc tikai tad '
               'kad var jau pie vēl gan ne savu viņš šo mēs viņa laikā tiek vairāk jums būt viņu '
               'bez visi kurš pret šī jā šis visiem kura kuri dēļ starp citu nevar savas tiem '
               'neviens jābūt tiesības katram cilvēkam tiesību ikviens ikvienam man ko līdz būs '
               'ļoti tev gada tik kur visu tās esmu kaut mums tagad mūsu viss daudz būtu valsts '
               'jūs pat labi cik kāds mani tur taču varētu viens pirms tie tika kopā tieši kādu '
               'kāpēc paldies viņi tāpēc esi gadu gadā jūsu nekā tomēr tevi laiku kuru vien '
               'vienmēr pats vairs viena vienu vienkārši nē varbūt kuras šajā cilvēki vajag neko '
               'trīs kurā kāda nekad pasaules tajā labāk laika laiks viņiem patīk vietā viņam '
               'iespējams iet sevi tāpat cilvēku esam šeit atkal dienas dienu mājās notiek tos '
               'šodien cilvēks protams mana piemēram šīs tiešām darbu darīt katru mans tāds '
               'vietu darba kam notika pirmo visas lietas reizi savā bijis es tu jo tam visus '
               'visa'),
        ('tr', 've bir bu için de da çok ile ne daha en gibi olarak her kadar o olan ben var ama '
               'sonra ki yok ya değil büyük yeni sadece zaman ilk iki mi hiç ise bile nasıl şey '
               'son gün tüm önce göre tarafından doğru veya olduğunu diye kendi olduğu olur şu '
               'birlikte diğer yıl içinde ancak başka bunu karşı arasında şekilde bütün az bunun '
               'hakkında bazı hem kişi ayrıca vardır zaten bulunan eğer herkes onun üzere kimse '
               'ay bunlar eder yanlış böylece yalnızca önceki olmadığını hakkı edilir gerekir '
               'olduğundan sahiptir yapılır olmalıdır hakkına fert iyi sen güzel oldu benim '
               'böyle tek yer artık mı seni beni aynı bana biz devam sana fazla neden önemli '
               'olmak şimdi çünkü biri işte olsun insanlar öyle iş senin dünya genel hemen yine '
               'adam siz uzun bizim bugün eden küçük size teşekkürler geri olacak gelen insan '
               'kadın onu üç biraz gece yani eski kabul etti hiçbir ilgili yapılan özel bize '
               'evet gerçek fakat kez sahip yüksek üzerine geldi kim sizin devlet farklı hep kız '
               'üzerinde geliyor ediyor hala çocuk burada bin söz bizi yerine yılında etmek günü '
               'istiyorum hayır kötü demek erkek bak gerek ortaya sizi yapan zor belki eğitim '
               'hafta ikinci kısa olmaz oluyor birçok kendini olabilir tekrar ardından geçen '
               'olup süre başkanı bence dedi yerde aslında haber hangi olması pek yeniden yoksa '
               'nin mu tam hak grup'),
        ('az', 'arasında azad bir biz bu bunun bütün da daha deyil də edir etmək görə heç '
               'hüquqlar hüququ həm həmin hər ilə isə ki kimi malikdir mən necə nə o olan olaraq '
               'olduğu olmalıdır ona onlar onun qədər siz sonra sən tərəfindən var və ya yalnız '
               'çox öz üçün şəxs əgər ən əsas amma lakin çünki belə elə üç mənim sənin bizim '
               'sizin onların kim hara harada niyə vaxt indi əvvəl həmişə burada orada böyük '
               'kiçik yaxşı yeni il gün insan yox idi oldu olur etdi deyir dedi haqqında '
               'üzərində artıq yenə hələ bəzi digər başqa birlikdə ildə olunur edən olmuş zaman '
               'olduğunu kişi edilir olsun insanlar iş onu söz milli tam dua'),
        ('id', 'yang dan di ini dari untuk dengan itu bisa ada tidak akan adalah dalam pada kita '
               'orang ke juga anda saya lebih apa sudah mereka karena atau menjadi baik harus '
               'satu seperti oleh jika hanya kami saat tahun jangan sebagai hari telah semua '
               'dapat hal anak bahwa bukan sangat masih lain seorang tersebut besar salah sebuah '
               'ia setelah waktu sampai mungkin hidup melakukan belum tentang atas dunia secara '
               'para rumah setiap tanpa kepada paling bulan masuk namun sedang sekali seseorang '
               'sebelum negara bagi sering manusia maka suatu antara serta melalui terhadap '
               'masyarakat hasil jumlah kurang hukum berikut maupun berdasarkan hak setidaknya '
               'berhak kebebasan aku dia ya kamu tapi jadi lagi banyak saja memiliki pernah mau '
               'sekarang baru sama kalau beberapa sendiri ingin tempat membuat punya siapa kali '
               'kau dua ketika bahasa cara selalu lalu benar kota diri bagian kembali pasti '
               'selama pertama bersama terjadi mulai tetap masa tahu lama perlu berada cukup '
               'kasih kata kemudian luar mana masalah melihat memang tetapi hati hingga makan '
               'merupakan pun air kalian suka teman jalan kecil kenapa terus jam terlalu cepat '
               'pemain selamat yaitu agar lainnya menggunakan tanggal tinggi bahkan begitu dulu '
               'terbaik biasa mendapatkan bagaimana datang merasa rasa depan ku tak rata nama mu '
               'sakit mata'),
        ('vi', 'là và có của được một các không trong cho người này với ở đã thể để như những '
               'đến khi sẽ từ ra họ tại về vào đó cũng lại chỉ năm sự tôi bị phải thì trên việc '
               'sau điều còn mình nhưng theo nước nhiều do hay nếu trước nào qua bằng hoặc rằng '
               'đối bất mọi quyền đều hãy giữa cứ phép làm công thành đầu học chính ngày số ông '
               'động mà nhà nam chúng gia thế rất đi bộ nhân thực bạn hiện thời anh hơn nhất '
               'sinh đây nên sử cả quốc trung hành hình phát vì nó cần tin đại quan viên đang '
               'biết độ hội lên đồng khác bản dân kết nói định thứ cùng cầu xuất dụng lý pháp '
               'cao thị trường tên tốt cách thấy văn chủ thích vị mới phần tự giải bảo cơ giới '
               'hợp liên hai ngoài cảm giúp tới vậy tháng trình ăn điểm chức lớn sống thông '
               'thường bình cuộc nhận quá sản tế yêu lượng vụ đường cô thống tiếp tính vẫn xe gì '
               'khu loại muốn tập cái tác hàng hệ tìm địa lần lực tay trở bao tra trí cá lá quen '
               'án ta bé'),
        ('sq', 'ai ajo asnjë ata cila cilin deri dhe do drejtë drejtën duhet duke e edhe gjitha '
               'i ishte janë ka kanë kjo kundër kur ky këtë mbi me mund më ndërmjet ne nga njeri '
               'një nuk në nëse ose pa pas por prej për që saj shumë si së tek tij tyre të u '
               'vetëm çdo është kam ke kemi keni pak mirë ku pse kush çfarë cili këtu atje tani '
               'gjithmonë kurrë vit vite njerëz herë dy tre para brenda jashtë midis sepse '
               'prandaj megjithatë ende vetë im këta këto ato atë asaj atij kishte ishin mos nën '
               'madhe sipas disa tjetër tjera rreth sot biri ju jo vet ta'),
        ('eu', 'arte bada bai baina baino baita bat behar bere beren beste bidez da dago daude '
               'dela den dira diren ditu dituen du duen dugu dute edo edozein egin egon ere '
               'eskubide eskubidea eta ez ezazu ezin gabe gehiago gizon gutxiago gutxienez '
               'guztiak haren hau hemen honek honen hori horren inor izan nahi nola ondoren orok '
               'oso zen zer zuen zure zuten naiz gara zara nago ziren esan joan jakin ahal gero '
               'orain beti inoiz hor non noiz zergatik zein bi hiru asko gutxi aurretik artean '
               'bezala buruz urte egun horiek hauek hala dugun duten egiten nire gure batek '
               'batean hauetan baizik berri handi parte tan'),
        ('cy', 'a ac am ar arall at bawb bod bydd cael chi dan ef ei er eu fel fod gan gyda hawl '
               'hawliau heb hefyd hyn i iddi iddo lle mae mewn mwy na nad neu ni nid o oedd oes '
               'ond pan pob rhag rhyddid sy sydd trwy un unrhyw wedi wrth y yn yr yw roedd gallu '
               'ganddo nhw fy dy ein eich hwn hon hynny rhai bob byth erioed yma yna nawr wedyn '
               'felly achos oherwydd iawn mawr bach newydd dydd blwyddyn pobl dau dwy cyn dros '
               'drwy rhwng tua dim gael ddim hwnnw honno gwneud mynd dod sut pam ble beth pwy '
               'ato hun n barn tag cred'),
        ('ga', 'a ach acu ag agus aige air an ann aon ar ba bhfuil bhí ceart cearta chuid chuig '
               'chun cuid de do don duine dá eile faoi freisin féin gach go gur i iad idir ina '
               'is le leis mar na nach ní nó raibh san saoirse siad sin sna sé sí trí tá é ó níl '
               'beidh bheidh agam agat againn orm ort liom leat leo dom duit dúinn sinn sibh mé '
               'tú seo anseo ansin anois riamh gcónaí cad cé cá conas chomh níos lá bliain '
               'daoine dhá roimh éis thar gan nuair má dtí sula toisc chuir rinne déanamh bheith '
               'eolas fáil iomlán tar aici bun'),
        ('eo', 'al ankaŭ aŭ de devas dum el en estas estis havas homo ili inter jam kaj ke kiel '
               'kio kiu kiuj kun la laŭ li mi ne nek neniu ni nur oni per pli por post povas pri '
               'rajton sed sen sia siaj sian sub tio tiu tre unu vi ĉi ĉiu ĉiuj ĝi ŝi estos '
               'havis se ĉar kiam kie kial kies tie tiam tiel ĉio ĉie ĉiam nenio neniam mia via '
               'lia ŝia ĝia nia ilia volas faras bona granda nova multe plej tro ankoraŭ nun '
               'hodiaŭ homoj jaro tago du tri malgraŭ kvankam aliaj ambaŭ antaŭ ĉirkaŭ kontraŭ '
               'preskaŭ tempo tipo vidi sama'),
        ('sw', 'ambayo ana angalau au baada bila cha haina haki hana hao hata hii hili hiyo hizo '
               'huu huyu ile iwe jina kama katika kazi kila kitu kufanya kuna kuwa kwa la lakini '
               'lazima mbili moja mtu mwenye na nchi ni nyingi nyingine pia sana si siyo vya wa '
               'wako wao watoto watu wote ya yake yako yao yenye yeye yote za zote mimi wewe '
               'sisi huyo hicho hivyo hapa pale kule sasa kisha bado tena kidogo kubwa ndogo '
               'mpya mwaka siku nani nini wapi lini vipi sababu ingawa kwamba ambao ambaye '
               'ilikuwa alikuwa walikuwa anaweza wanaweza inaweza pamoja kabla ndani nje juu '
               'chini kati zaidi mara hadi muda wengi kura tu mali aina wo kali wala'),
        ('tl', 'sa ng ang na mga at ay isang hindi ito ko kung may ni pa para siya mo o pag '
               'kanyang lahat rin ka dahil din upang nito tao walang sila nang bilang kanilang '
               'dapat natin lamang ngunit namin tulad maging kaniyang bawat iyon ating anumang '
               'karapatan ako mula lang naman niya ano kaya nila mas pero araw isa ba kay ngayon '
               'mag nga pang buhay wala iba maaaring kahit kapag saan yung dito ibang nag '
               'pamamagitan noong kasi ilang taon taong alam kong nasa panahon bagay gusto '
               'hanggang kami mong bahay bakit ayon akong kasama maraming naging pagkatapos '
               'bansa kailangan loob tayo habang talaga kanya kayo anak buong daw sarili bago '
               'unang bagong dalawang mukha itong sabi ibig oras ikaw siyang paano parang '
               'sabihin akin bayan ilalim lalo sakit kang uri lugar aaral bahagi tunay huwag '
               'mundo sana mata gagawin higit malaking pangalan puso matapos gawin kaibigan sino '
               'aking bata eh ginagawa laban pagitan nakita sinabi ulo agad anong mayroon niyang '
               'baka dahilan dating pagkain wika gaya ginawa inyo iyong si sina grupo'),
        ('ru', 'в и на не с что я по а как из это за для о к но то у его он от все так же мы до '
               'только был если когда было мне уже бы или их они при будет чтобы есть во вы '
               'может после нет были со была также ее чем быть где под этом даже можно этого том '
               'без лет человек которые себя этот который ли всех один надо тоже пока эти между '
               'здесь нужно него её своей которых является свои перед будут эта могут должен '
               'каждый такие другие либо никто имеет имя должно нового право необходимо '
               'пожалуйста имеют лица обязательно хотите свободу всякий ты меня еще время кто '
               'года она очень вот вас того просто больше сейчас более ну году нас ни об там раз '
               'тебя теперь всего сегодня через ему них области почему день тем жизни всегда '
               'этой потому себе такой тебе год два людей однако люди ничего тут свою всё жизнь '
               'нам несколько сказал тогда хочу вам мой ещё место потом против хорошо вместе '
               'времени лишь человека дело лучше над какой работы тот именно поэтому сделать три '
               'всем конечно которая мира стал которой первый такое хотя чего ведь вообще должны '
               'дома спасибо никогда своих тех вопрос деньги других новый эту могу своего '
               'которого часть двух делать кроме связи нибудь случае среди этих говорит одной '
               'этим ней детей сколько стоит истории им две друг дела мало знаю одного дня около '
               'точно свой'),
        ('uk', 'в на не і у з що та до це за як про для від так але він його є ми й ще які під '
               'вже коли якщо або року було вони із щоб ж тут чи який був її також може після '
               'через їх де тільки можна вона всі того цього бути при без яка має цей була були '
               'зі будь лише яких між ці всіх потрібно такі перед інші свої ця поки ніхто людина '
               'яке усіх якої право особи нового своєї ваш повинна іншими кожна щоби все то ви '
               'мене мені час просто ти буде нас ну тому дуже хто там ні років те треба більше '
               'чому бо вас зараз вам один щодо навіть життя людей себе тепер них день проти '
               'щось люди нічого ось рік сьогодні багато нам немає саме області ради тебе тоді '
               'цьому же інших завжди свою два нього році би добре йому таке чого той ніж раз '
               'теж можуть разом роки дякую знаю потім собі якого краще мають над серед тим '
               'питання міста одного осіб території участь місце тобі знову зробити ніколи хочу '
               'рішення такий три шо дня перший робити своїх будуть війни майже їм гроші дітей '
               'можу мій роботи свого світу цю країни свій скільки трохи яку більш ті влади двох '
               'кілька кількість неї сказав тих український а мало можете точно я'),
        ('be', 'аб або ад але асобы без была было былі быць быў гэта гэтага гэтай гэты да дзе '
               'для з за каб калі кожны мае можа мы на не ніхто па павінна пад паміж пасля права '
               'праз пры свае таго так таксама толькі у ужо усе усіх ці чалавек што яго яе як '
               'якая які якія яна яшчэ ён ёсць і іх ў гэтая вы ты мне нас вас хто чаму бо вельмі '
               'шмат мала больш менш тут там цяпер тады заўсёды ніколі трэба можна будзе будуць '
               'маюць свой сваіх год гады час людзі два тры пра перад іншыя самы дзень нават '
               'свету над таму код такі ваш ні вам свою той раз дня няма такой работы'),
        ('bg', 'на и в да е от за се с не си че по ще са това като а но до го много има му към '
               'може съм ли само няма след през които при или той ни трябва всички който във '
               'което те един още така със когато този тази ги вече която една преди без беше '
               'защото тези тя бъде едно все както между също всеки човек други над под би ние '
               'според бе дори къде бил друг никой нова нови бяха обаче било била нов право '
               'своите ми най ако ти аз ви как какво време години малко нещо ме повече сега им '
               'всичко добре защо година хора ден тук става мен него път там сме някой толкова '
               'част кой работа колко хората срещу няколко сте място тях чрез ето около дали две '
               'днес докато пак винаги нищо прави пред живота заради имам имат точно някои искам '
               'май град доста три жена живот където отново заедно знам върху два дни нея света '
               'иска неща пари сащ тогава могат никога мога начин теб часа бързо деца края майка '
               'започва голяма освен мисля страната всяка били затова късно пък казва поне сред '
               'добър наистина такива голям каза край първи пъти център баща колкото първата '
               'свят тъй бях вижте въпрос община началото нито работи страна добро значи вие '
               'другите направи имаме име дете можете просто нас себе дома'),
        ('sr', 'а али без би била било био бити буде већ где да до за због и из између или има '
               'име како као код која које који ли лица лозинка могу може молимо мора морају на '
               'након не нема нико них није о ова овај ово од по право пред према при с са само '
               'сваки свако све сви своје своју се слобода су тако такође то треба у уз унесите '
               'што је још људи његов његове ће шта неко увек овде пре после део дела време '
               'место реч речи свет човек пример следећи следеће две обе цео цела лепо деца дете '
               'тело промена током уколико веома неки неке нешто један једна два три године '
               'година данас сада онда зашто него много мало њих њега им смо сте сам ми ви они '
               'она ови нису када можете други нове нови чак врло вама нама i u je na se da za '
               'su od s o ne a te koji što kao iz ili do ali sa po bi više samo ima koja koje '
               'nije svoje biti kako još može pri bez nakon pred jer već kod pravo svoju treba '
               'između ovaj ova ovo bio bila bilo zbog prema tako uz moraju mora ljudi njihov '
               'kojima nisu nema kada možete drugi nove novi jedan jedna dva tri godine godina '
               'danas sada onda zašto nego mnogo malo njih im smo ste sam mi vi oni gde šta ko '
               'neko niko uvek ovde pre posle deo dela vreme mesto reč reči svet sveta čovek '
               'primer sledeći sledeće hteo želeo nedelja hiljada takođe opšti opšte sopstveni '
               'saradnja uslov dve obe ceo cela lepo deca dete telo leto sme promena zahtev '
               'savet posledica mera tokom ukoliko prilikom veoma bude biće neke neki nešto '
               'vašem vaš nas li pod život svoj mesta naše put sve svi prvi koju preko druge ovu '
               'njegov tijekom će sad ga mogu ih oko dok rekao dana toga broj bili ona bih radi '
               'tome vidi taj ono grada kaže nekoliko zato opštine protiv odnosno dobro neće ove '
               'vam koliko puta strane jednom republike dalje grad kroz među nalazi vremena iako '
               'veliki rata vas tada međutim ništa njega sebe zemlje imao možda ovog vrlo često '
               'jedno kojoj nisam čak nama njima mu joj moj drugih mestu kraju ако ни под биле '
               'те против добро значи живот знам начин број иако град нас вам себе нам ради тим '
               'живота жена били их год других'),
        ('mk', 'на и во да се од за е со не го ќе што дека ги како ја тоа а кој кои по до многу '
               'но или само има беше тој ако така може која ова еден нема сум биде му треба '
               'повеќе уште тие една овој ни дали оваа таа без би исто додека ние според бил под '
               'секој ве нив кое меѓу сте неговата биле низ своите човек беа ли мора при никој '
               'била над неа право сè вашата помалку вредност слобода си ми ти кога сите јас '
               'година време пред им ме па сега каде луѓе години те дел кај некој работи кон '
               'поради ден зошто други некои овие страна затоа нешто веќе имаат работа колку '
               'сакам сме преку толку бидејќи мене неколку околу било луѓето место светот против '
               'тогаш ама добро значи бидат цел живот него тебе две ништо она мислам тука денес '
               'имам пат знам малку оние својата три дури можат начин никогаш неговиот едно '
               'потоа сака секогаш туку два заедно својот покрај помеѓу врз деца можеби пак '
               'помош сепак таму број вие другите земјата можам јазик вели голем направи сакаш '
               'имаме друг иако пари повторно град откако прави врска животот рече навистина '
               'градот дена ниту еве голема дојде милиони првиот сакаат секоја државата земја '
               'нивните информации крајот мојот подобро прв доколку мојата текот владата оди '
               'постојат бев нашиот име лица овде свет пример дете ви можете нови себе тим нова '
               'нов заради жена освен дома'),
        ('kk', 'адам бар барлық бойынша болады болуы болып бір бұл да де деп емес еш жоқ және '
               'кейін керек мен менің немесе ол олар оның осы ретінде сол тиіс туралы қандай '
               'құқығы үшін әр өз сен біз сіз мына қайда қашан қалай неге кім не еді болды '
               'болған мүмкін арқылы дейін бұрын қазір мұнда сонда көп аз үлкен жақсы жаңа жыл '
               'күн адамдар бірақ өйткені егер сондықтан тағы біздің деген екі кез ең неке'),
        ('ar', 'في من على أن لا إلى و ما عن هذا مع التي كل هذه أو هو كان الذي ذلك بعد لم بين قد '
               'هي إن كما أي أنه غير تم إذا له ولا ثم يمكن به فيه وقد عند لها يجب شخص حق ان كانت '
               'يا حتى قبل أيضا حيث اليوم خلال عليه وهو بعض علي فى مثل هناك يوم لك أكثر عام لي '
               'بن الناس ولكن أنت الى شيء لكن وفي قال ومن فيها منذ إلا الذين العالم يكون أحد '
               'عندما فقط الآن بها لو عدد بشكل أخرى تلك هنا ليس هل كنت العام انا أنا بأن تكون '
               'كيف تحت حول وهي العمل آخر الوقت جدا جميع أجل الأول فإن او وجود بدون وقت'),
        ('fa', 'و به در از که این با را است برای بود هم تا یک ها شده ما آن می یا بر شما کرد خود '
               'هر های باید پس اما ای دارد او مورد اگر کنید نیز دیگر باشد شود بین کند نمی آنها '
               'کسی حق دارای اند کس رو تو شد همه یه چه نه کار دو اون فقط دست یکی داره کرده چرا '
               'کردن اگه روز قرار نام کنم استفاده بعد دارم کشور الان باشه خیلی هست بازی نیست '
               'انجام داشته خوب گفت راه روی چون وجود سر مردم چند اول حالا فکر ولی پیش کردم کن '
               'بوده نظر حال دوست مرد چی بیشتر زندگی شدن هستند داد مثل نفر تمام زمان سه اینکه '
               'بدون تنها تحت آخر آزادی وقت دنیا جا'),
        ('ur', 'کے میں کی ہے اور سے کا کو اس پر ہیں نے بھی ایک کر یہ نہیں کہ کیا وہ ہو ان تھا جو '
               'جس آپ لیے اپنے گا کسی یا تک اگر جائے ہوں ہر شخص حق آزادی تو ہی نہ گیا تھے بعد '
               'کوئی ہم تھی کرنے ساتھ جب رہے گے دیا والے بات ہوئے ہونے اپنی ہوا کرتے بہت سب کچھ '
               'اب ملک پھر گئے رہا لیکن زیادہ طور لئے گئی گی وقت ہوتا دو پہلے پی کریں آئی صرف '
               'نام انہوں جاتا لوگوں ہوئی اسے دے بے طرح بن دنیا رہی دی لوگ مگر حاصل لے کرنا کہا '
               'کام آج جا خلاف وجہ کیلئے جن خود دن دیگر کس سر پیش نظر زندگی تمام تم عام'),
        ('hi', 'के है में की से और को का हैं पर भी एक तो नहीं ने कर ही हो लिए कि इस था यह गया '
               'किया जो करने साथ अपने कोई या किसी वह अपनी जा हर सकता सभी होगा उस तथा व्यक्ति यदि '
               'अधिकार प्रत्येक आप अब तक हम आज जब गए समय अगर गई तरह कई इन घर कम आता होता करते '
               'प्रयोग'),
        ('mr', 'अधिकार असा असे असेल आणि आपल्या आहे आहेत करण्याचा करा करून काय किंवा की केले '
               'कोणत्याही च्या झाले तर ती ते तो त्या त्यांच्या त्याच्या द्या नाही पण पाहिजे '
               'प्रत्येक मध्ये मूल्य म्हणून या यांच्या येईल व व्यक्तीस साठी हक्क हा ही हे होते '
               'मी तू आम्ही तुम्ही त्याला तिला त्यांना माझा तुझा आमचा कोण कुठे कधी कसे आता नंतर '
               'आधी नेहमी येथे तेथे खूप फार मोठा चांगला नवीन वर्ष दिवस लोक होता होती झाला झाली '
               'करतो करते करणे केला केली म्हणजे परंतु जर आणखी फक्त सर्व असते येते व्यक्ति घर'),
        ('ne', 'अधिकार अनि आफ्नो एक कम्तिमा का कुनै को गरेको गर्न गर्नुहोस् गर्ने छ छन् छैन तथा '
               'तर त्यो थियो नाम पनि पर्छ पहिले प्रत्येक प्रयोग बाट भएको भने भन्दा मा मात्र यस '
               'यो र लाई लागि ले वा व्यक्तिलाई सकिन्छ सबै सही हरू हुने हुनेछ हुन्छ हो म हामी '
               'तिमी तपाईं ऊ उनी उनीहरू मेरो हाम्रो तिम्रो कहाँ कहिले कसरी किन अहिले पछि अघि '
               'सधैं यहाँ त्यहाँ धेरै थोरै ठूलो सानो राम्रो नयाँ छु छौं थिए भयो गर्छ गर्नु गरे '
               'किनभने हरेक एउटा दुई त्यस थिएन व्यक्ति समय घर ती')
       ) as l (language, words)
 cross join lateral (
       select distinct l.language, w.word from string_to_table(l.words, ' ') as w (word)) as f;

-- The last three letters of words of five letters and more, where they are frequent.
insert into content.language_features (feature, language, weight)
select '-' || f.ending, f.language, 0.3 * power(count(*) over (partition by f.ending), -0.5)
  from (values
        ('en', 'ing ted uld ght ion lly out her ned ugh eir ded tly ity red ple ers ess ere ver '
               'ter ive hed age gle til nce ent ons ace tal ass kes ill nts est ors ans ure mes '
               'ves ics'),
        ('de', 'cht hen ung ten ich gen nen ben tzt che den ern sen mmt eht eit ner sch der ter '
               'nge age nem ine len her mer tte rer ert sse'),
        ('nl', 'ijk eft gen ken den ven aal tie rdt erd ten jke ijd uwe aar pen aag len dat akt '
               'eel ord tje rom iek ouw wen dag tal jes der ter gde nde ers nen sen ben sch eld '
               'als est'),
        ('af', 'ing eid kel gte are ene ede der nge gde nde ers een eme eit aar aag eel ker nne '
               'ike eld ves sse'),
        ('fr', 'ent ait urs ion eur ère ité ire tre ant oir ées eux ons aux nce mme rès bre nes '
               'les res ive age ine ace ord tal tte dre rer nne nts ors ure mes ues ves sse'),
        ('es', 'ión dad ndo ría ién ado cho nte mos dos nos bre nes tos cia les toy ros ene aba '
               'ede ner ngo ego cha ajo eno ués bía cen res ada ema tar rar era tal ino ona nto '
               'ria'),
        ('pt', 'ção ões ndo nho tão nha são bém lho nte ado oas dos zer ito nça nto ram ria ira '
               'sso sse ssa tou vel isa gem ava hor sim mos nos bre tos cia ros res ece ada ema '
               'ade tar rar tal ino'),
        ('gl', 'ión ido óns ado nte mos dos tos les ros res sta ada ema ace erá ade tar rar era '
               'tal ona nha ito nto ira'),
        ('it', 'tto ato one lla nza are ità nno sso ano nte ere che gli nti tti sto bbe ndo cia '
               'ngo eno ima ova ire ita ema era ani ino ure ona ito nto ria sse ava'),
        ('la', 'que bus ium bet one ere nes cia ter nem ima ine nda eri rum num era rea ate ndi '
               'imi tem est ito ram ria sse'),
        ('ca', 'ció tat eix mbé ent sió ats als nts què tge ons ant gut rés res més cte tre ies '
               'est ors ans ure nya ona mes ues ves ics bre nes cia les sat ada ema ara nim tar '
               'rar era ord tal tem rat nça ria ava'),
        ('ro', 'tru lui tul rea ată rul ții lor tea ică ție ția ală iei lul ază ște ate are ive '
               'sat tre ara eme tal tem rat est'),
        ('sv', 'igt nns för kså rna mma skt gen älv ska cka ket ler mer dra ade kar ter are tta '
               'sta lar tar lla rar nna gar iga era gon ner der ger ver nom nde lan dan ara dag '
               'tal rat ker ans'),
        ('da', 'get der ger ret vde igt lse rne det ske ver ler ter ede ndt vet isk nge res ive '
               'hed age gle dte ark jde gte avn nem bet dst dnu uge gde til kab sat hus ads ået '
               'ælp nce mpe ugt idt ere ner mme den nde dan gen ket mer dag tal lig tte ker dre '
               'rer for nne net sse'),
        ('no', 'lig dde øre ene ter tte ger ker dre ler ner ikk rer rsk for isk ere nne ert net '
               'rge jen jon att itt pet kje ett dri lom ake unn utt ass ike uke kes egg tyr yre '
               'eit øpe ill eld elp eng eid der lse det ske ver ndt vet nge mme nde dan gen ket '
               'mer dag rat sse'),
        ('is', 'rir inn num ður fur rið tir kur nni gar gur ðan gja gum ðar dur nig aði tti rum '
               'lir ara kar tar rar nna ndi ega ert itt dri ill ona ira'),
        ('fi', 'ssa aan taa llä ään ssä stä tää ksi tta iin nen lla itä vät nut sta kaa ten een '
               'den kin sen vat isi sin set ita sia tti mme man kon ska nna net jen jon ava'),
        ('et', 'tud nud eks dud nti ede hed age ine nde lne ada ama ema kud ade iga ate eel imi '
               'tte nne net ake ike est sse ava'),
        ('hu', 'ban kor ett ott ért nek yen ben yok unk ött ünk nak ség ült ább yar ncs nem len '
               'ket rom tal jes yon yan ani tem att lom yre est mes ves zer vel'),
        ('pl', 'ego nie iej zie ści cji cie ych zez nia bie lko ała ość łem kie śli wie cia nej '
               'lne dzi ech era ich iek tem rej ona'),
        ('cs', 'ení ání vní dní eré tní ích ště erý lní ího ské ého nou ých dně hle ním vat ost '
               'ech ace dle nce dou tví kud ční ají erá jde nem dnu til ené eme tal sko tem ava'),
        ('sk', 'ých ého oré osť kej ebo vať orý šie nej ľmi orá ajú dľa och kov ené ený nie nia '
               'cie kom tom dne lne nom cia ych eho dzi dnu til eme iku nou rom iek tal ilo sko '
               'rej lom ava'),
        ('sl', 'hko ega nih ajo ijo nje kaj tev čno kih ejo dno nja olj jši cev rih jih ani adi '
               'ilo sko imi iki tem kov tih ino rat rej eno ske nem uge til ije ija iti iji ine '
               'lje lne ost ska tje tal jen ike ava'),
        ('hr', 'ije nje aju nja kog nog ija kom iti iji ima ine nom lje iju kao ova nih ada ama '
               'ema dan ara nim eme kon što azi koj iku eno ske dnu uge tom dne ost ska rom čno '
               'kih dno jih jen lom ike ona ava'),
        ('lt', 'iai jos nės nių oje yti ėjo aus bai iau mas kos yje lių čių vos kia bės nti ies '
               'mos nos tos ros eno ija ada ama što imi ino'),
        ('lv', 'jas iem bas ies ību ijā ums īgi umu ība rāk ētu jās nās mēr umā udz ēja les ija '
               'iju dzi ara iku iek sko ona mes ves ram sim'),
        ('tr', 'yor mak arı mek esi cak iye lık nra iği rak lar yle nda ğil ası ını ler den nde '
               'eri ine rum dar man lan len isi ece lir aba nem sin ada ama dan ara nim eme rar '
               'tal yan imi kes'),
        ('az', 'ddə lər dən una arı lar nda ası ını sin dan ara yan ani adi iki'),
        ('id', 'kan nya lah gan tuk ang dak lam dah bih pat apa yak sih hun han mua ian man lan '
               'ita sia ada ama ara tar era ung tal hat adi iki rat eng'),
        ('vi', 'ông ười ơng ờng ững ành ong ính anh ống ưng úng iên iều ợng ước yền yên ích'),
        ('sq', 'het ave uar htë dos ive lje nie ara nim gon hen tje tal jes ani imi tem rat jen '
               'jon pet ike yre ues isa sim'),
        ('eu', 'eko ako atu ren ngo rak ten kin ita dan ara azi era tea pen iek ian ino ake ona '
               'ria ira nek nak'),
        ('cy', 'iad wch nol ydd ant len lir ych red ech iau dag tal ill'),
        ('ga', 'ann the igh áil cha ine ire ity sin ada tar nna cht nne'),
        ('eo', 'ojn toj taj ajn tos eno ita kon koj gon ejo ilo ino jon nto'),
        ('sw', 'ifa ngu uru sha ano aba ngo eno ima ine kao ada ama ema ara azi ani adi ilo iki '
               'ake ike ria isa'),
        ('tl', 'ang ong yon hay gay awa ndi ing pag hil nay tay man han hat wag hit yan lan ita '
               'ama tal ino eng'),
        ('ru', 'ать тся ния ной гда ого ние ный ает его ные ить ько кой нии дет сти ции ных жно '
               'нно кие лся тов сле ное жет ная емя обы ека лем ком ном ала ила ова али или ний '
               'ься ому ция'),
        ('uk', 'ння ого ати їни ції ків ють ний ься сті ому ної них ити ьки кої тів ька уть ини '
               'ття ися кож сля ція рів ній їні оти ові ина ном ала ила ова али или ним ато бре '
               'ить'),
        ('be', 'аць цца ага нне ека ова ара ння ных ная обы'),
        ('bg', 'ата ите ето ото ята ват лко ито ане бва ият йто ция кво ние ния ато рия еди ове '
               'ято тта тър ече ява еки зва фия чко бре ски ина ада ала ова али ара ини'),
        ('sr', 'ije nje aju nja 000 kog nog ija kom iti iji ima ine nom lje iju kao ova ије ине '
               'има ају ији ног ког ију ком ује ања ске ико ице ити оје ике ија ном ада ала ила '
               'ама них ова али или дан ара ним eno ske uge dne nih ada ama ema dan ara nim eme '
               'kon što azi koj iku ost ska rom kih dno jih jen lom ike ona ava ање ски ина ови '
               'ини ове сти'),
        ('mk', 'ата ите ија иот аат ува ање тот лку огу гаш што ето кот ски ина јот рот ови еќе '
               'јќи нот тоа дот ека име лот мот лем дам ања ини оти ото еди ции'),
        ('kk', 'ына уға ның лық ске дан ара рия'),
        ('ar', 'نية لية رية بية ارة يرة مية يات اية دية ادة سية يوم يدة اني ينة حدة ديد'),
        ('fa', 'ران اره ایی انی اده نده های شته گاه انه اری تند مان دند امه رین یان تان'),
        ('ur', 'ائی تان یوں انے روں نوں ارے ادہ ہوں ائے ئیں ایا لوں توں گوں ومت انہ ہیں انی اری '
               'مان رین'),
        ('hi', 'यों ंगे किन नों िया रों ाया ाओं हें ंने गों में हिए ेगा लों ारी ादा कों'),
        ('mr', '्या ाचा ंवा कास ारी कार'),
        ('ne', 'लाई ्ने कार येक ारी')
       ) as l (language, endings)
 cross join lateral (
       select distinct l.language, e.ending
         from string_to_table(l.endings, ' ') as e (ending)) as f;

-- The first three letters of words of five letters and more.
insert into content.language_features (feature, language, weight)
select f.beginning || '-', f.language, 0.3 * power(count(*) over (partition by f.beginning), -0.5)
  from (values
        ('en', 'the whi wou abo oth cou peo bec thi whe thr sho yea tho con chi ind sig rig mod '
               'giv aft com sou ste wor mak gre mat ass dep che'),
        ('de', 'ein nic sch wur auf ges sei übe deu wei kön ers wer jah hab sie vor ger ble sag '
               'ver spr let ste vol geb kre gut hau bra wie'),
        ('nl', 'hee heb wor eer ver geb gev moe gez voo waa uit zoa teg maa van ove ter mak hel '
               'con lev bli tij lat bij mis vor nie gra ste vol beh ges wer alt min'),
        ('af', 'elk vry aan art mis ind vor ger afs god gel son ver nie med spr vre kor let vol '
               'beh ges wer geb gev moe voo waa uit gre mer arr ass min mor'),
        ('fr', 'éta pré tou cet déc fai avo com dép pou éco rép nou cou con chi sig mod dev gra '
               'sou ten fer mer mat arr ass tem dep sem ain che'),
        ('es', 'cua nue hac pue muc cue est bue mej lle tie fue mue con qui hab sie mis sal has '
               'otr aho mie dic cie chi sig mod pre com med gra vol ten mer esc ciu esp seg mat '
               'des fal sem'),
        ('pt', 'mui faz qua out est con pes fic cid ape des ass esc aco min bra tem cri fal nos '
               'dep sem ain mor mel che mod pre com mes gra vol lev ten nes leg fer mer esp seg '
               'mat'),
        ('gl', 'páx ped flu usu que est con mod pos pre com tar mes med vol var ten nes mer esc '
               'esp seg arr tot out fic des'),
        ('it', 'del que anc gio qua nel tut ess fat giu ris rag ave abb con sal dic chi ind sig '
               'rig mod lav pos pre pri com med gra dal let ste vol ved ten nes leg set fer mer '
               'nos seg alt mat arr mol ass min tem cri sem mor'),
        ('la', 'qui omn pot ips tut pue fue con hab sal dic ind mod pos com ten leg ute fer mer '
               'mat mol tot tem cri mor'),
        ('ca', 'aqu lli est grà veu con cat esc ciu esp nos com lle seg alt hav mat tre tro arr '
               'mol tot set hau veg sal sig mod pre vol ten mer des ass aco tem cri sem mor'),
        ('ro', 'ace înt înc poa pen rom toa foa urm împ fii făc oam căt con chi vor sig mod pre '
               'pri com med vre ved tre gre leg fer mer mol tot des aco min dep sem'),
        ('sv', 'för någ myc kän ock sjä mån tyc hjä vän säg frå upp hål var sve beh län vär bör '
               'väl stä tän rik män stö mis eft med sva kol hel sku det min mel'),
        ('da', 'nog for vær sid bli eft køb hjæ hvo dan læn tæn før såd ind hav meg vor sig rig '
               'tag mod næs ken giv ger ble træ aft udv lav lil uds afs præ sag vig høj omk opl '
               'vej sæt hur kør udg ænd bag stæ jer rej med ste ove hel lev sku hje alt min mor '
               'mel'),
        ('no', 'ett gjø igj opp kjø for kje had skj nor det før hje gje tre vel len ten gre nes '
               'høy leg sli jen måt set sje akk ute syk kjæ kre kve vei fer håp unn møt rei mer '
               'løp gut utd sid hvo med ste rik van ove hel lev sku min mor mel'),
        ('is', 'fyr ísl hef þeg okk hve þes síð þet þei eft rey hlu fjö mis hvo sig næs ger aft '
               'sag stæ ver hal ste upp stö ein hel len ten gre set kve vei fer mer seg veg min '
               'mor'),
        ('fi', 'suo vuo sii toi pää jot käy hyv mut voi oll aik pit tul kan kai vai tar oli tie '
               'mie kau vie hal ker teh sie mis nou kor kol var väl tän rik maa van mak hel kat '
               'ett len mer mat mol tot hau mui min ain mel'),
        ('et', 'sel töö üle ava sal vor tag mod vig pri fai ver rek kor kol vär väl van mak min '
               'ain'),
        ('hu', 'sze egy meg köz szá akk elő tud vag mag vég fog fel csa has aho tar hal ker ist '
               'kor vol kön van hel nag nek tis len ten leg fer min sem mel'),
        ('pl', 'prz któ dzi pow wsz wie tyl będ świ jes moż lud swo wła sie mie cie jed roz nie '
               'naj spr chc dal kol zar mat tem'),
        ('cs', 'kte pře pří při nej něk ješ mís měs čes jej svě tře něj vel sou dal let jin kol '
               'ste poř stř vět vol cht mod jed pos pou vše prá roz čas vla poč rad zem sku zač '
               'ved zdr ten nes jen min'),
        ('sk', 'kto veľ prí vše ďal pre prá ale roz môž súč slo ľud žia pri nie naj svo mie mes '
               'med spr čas rok sve chc cie mod jed pos pou vla poč sku zač ved zdr tre ten nes '
               'mat min bra'),
        ('sl', 'lah raz dru zgo upo šte lju slo pre vse obč nek več pri kat del sku spr zač zar '
               'ved zdr ime let otr tis mod pos nje stv naj svo mes med sve poč vel kol ste vol '
               'tre sli tem mor'),
        ('hr', 'god jed koj lju pos dru raz opš nje pre hrv stv pri srp gra ist vla vre poč rek '
               'sva rad kor nak zem odn mis dan sig naj svo mes sve vel dal kol ste vol tij nek '
               'tre sli kre mor'),
        ('lt', 'gyv žmo mok kur pas lie ats vie lai šal did žin gal rei tik tie sie mie mod ger '
               'pri kar tar kal ben nie med sve vai kau gra ist sva dal kol ste var van nor tre '
               'len gre nes kre vei mer mat min'),
        ('lv', 'pār vie pie spē jau dzī lat ies lie aiz tik viņ lai vēl tie sie sal otr cie tag '
               'sag vai sva rad zem kol gal var bij nek kat tre nes sli vei nos min bra'),
        ('tr', 'yap baş değ ola kad gör çık bir hay geç yıl büy çal güz gel son kar ver ger ken '
               'tar kal kon ben bul dev sal has mod mes hal ist kor kol var kat mer alt faz cid '
               'tem'),
        ('az', 'hüq mad aza olu ola bir ist alt ass'),
        ('id', 'men mem ber unt seb tid ter ada pem den ora leb bah pen sal has ind mod ken bag '
               'kar kal ben mes ker kor dal mak ten jen set mer pes min tem dep sem mel'),
        ('vi', 'khô ngư trư nhữ nhi thà tro chí như thư ngh chú ngo quy chi thi tho'),
        ('sq', 'për gji shë dhë sig nje pri kal mes med sho gra mak det gje kre veg min dep'),
        ('eu', 'esk era ord sar sal has mod ger hur kon pos pre mes beh hel ber ora nor leg jen '
               'kre gut esp arr hau des min'),
        ('cy', 'cyf gyf unr ych tag ble thr wei hel gre tud'),
        ('ga', 'bhf dui lea rog chi tag com son slo sho tho gra rad ime sli ain che'),
        ('eo', 'est kon aŭd ebl for ind hav sig tag mod dev gra rek kor kol vol rik mak hel leg '
               'kre fer esp tot tem dep mor'),
        ('sw', 'kif kut uhu asi hab chi lil kan jin maa mak kat ime had ten mat hau'),
        ('tl', 'isa hin pag nag pan kan nam dah pin nak mag upa buh ila sal sig tag sag bag kal '
               'kai hal dal maa mak bah lah kat mer mat tot'),
        ('ru', 'кот про при чел пол сов что рос пос так оче воз ког это бол тол сам дол рас соб '
               'гор сос име гос жиз исп пре мно мож ден каж дан мог изм пер чер как'),
        ('uk', 'укр від міс роз під про пер вій роб піс цьо сві чер гро пов біл нав вик зро дер '
               'жит зар тіл рок май доп при мож дод пос вел рад ств дан мог пол рос так сам'),
        ('be', 'пра гэт чал ста мож сва нак ств нал пер так тол сам рас'),
        ('bg', 'бъл вси няк как тря кои пър кой пре кое изп въз коя дър мал защ вър каз соф тър '
               'въп съв същ мяс съб със пов про мно има при год пос дан мог зар май пол ког'),
        ('sr', 'god jed koj lju pos dru raz opš nje pre hrv stv pri srp јед год њег кој пос пре '
               'при хрв про нај књи мје међ јез вел рек сва рад нак ств дан мог срп нал изм срб '
               'mis sig naj svo mes sve gra ist vla vre poč rek sva rad kor zem odn vel dal kol '
               'tij nek tre sli kre mor нек мно има мож исп'),
        ('mk', 'сак мак бид нај пре сек нек пов про мно има при нив год мож нег ден дод бар зош '
               'збо каж сос неј воз дој пос рек нав мал пол дол исп'),
        ('kk', 'құқ бас ада бол нек нег бар біл тіл тол'),
        ('ar', 'الم الأ الع الس الت الح الق الن الج وال الش الا الر الإ است'),
        ('fa', 'ایر ندا این است داش دار خوا میک دان باز خود هست کار نمی دوس اسل'),
        ('ur', 'پاک انہ ہما چاہ حکو بھا دیک لوگ زیا بنا دوس رکھ علا اسل خوا کار'),
        ('hi', 'उन् लेक हमा जिस क्य चाह बना अच् प्र लोग जान सरक हिन जाए'),
        ('mr', 'कोण प्र किं अधि'),
        ('ne', 'व्य प्र गर् अधि चाह सरक')
       ) as l (language, beginnings)
 cross join lateral (
       select distinct l.language, b.beginning
         from string_to_table(l.beginnings, ' ') as b (beginning)) as f;

-- Letters side by side, inside of words, that part Danish and Norwegian.
insert into content.language_features (feature, language, weight)
select '~' || s.spelling, f.language, 0.25
  from (values
        ('da', 'øj ej æn æl æk æs æg æt gt jd øb øg ug ds'),
        ('no', 'øy ei kj gj sj åp øk øt øp oe tt pp')
       ) as f (language, spellings)
 cross join lateral string_to_table(f.spellings, ' ') as s (spelling);

-- Letters that not every language of the script has.
insert into content.language_features (feature, language, weight)
select '''' || f.letter, f.language, 0.6 * power(count(*) over (partition by f.letter), -0.7)
  from (values
        ('de', 'äöüß'),
        ('fr', 'àâçèéêëîïôùûœ'),
        ('es', 'áéíñóúü¿¡'),
        ('pt', 'áâãàçéêíóôõú'),
        ('gl', 'áéíñóú'),
        ('it', 'àèéìòù'),
        ('ca', 'àçèéíïòóú·'),
        ('nl', 'ëïé'),
        ('af', 'êëôû'),
        ('ro', 'ăâîșțşţ'),
        ('sv', 'åäö'),
        ('da', 'æøå'),
        ('no', 'æøå'),
        ('is', 'áæðéíóöúýþ'),
        ('fi', 'äö'),
        ('et', 'äõöü'),
        ('hu', 'áéíóöőúüű'),
        ('pl', 'ąćęłńóśźż'),
        ('cs', 'áčďéěíňóřšťúůýž'),
        ('sk', 'áäčďéíĺľňóôŕšťúýž'),
        ('sl', 'čšž'),
        ('hr', 'čćđšž'),
        ('lt', 'ąčęėįšųūž'),
        ('lv', 'āčēģīķļņšūž'),
        ('tr', 'çğıöşü'),
        ('az', 'əçğıöşü'),
        ('vi', 'ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúý'),
        ('sq', 'ëç'),
        ('cy', 'ŵŷâêô'),
        ('ga', 'áéíóú'),
        ('eo', 'ĉĝĥĵŝŭ'),
        ('ru', 'ыэёящьюй'),
        ('uk', 'їієґящьюй'),
        ('be', 'ўіыэёяюй'),
        ('bg', 'ъщяюй'),
        ('sr', 'ђјљњћџ'),
        ('mk', 'ѓќѕјљњџ'),
        ('kk', 'әғқңөұүһі'),
        ('ar', 'ةىأإكي'),
        ('fa', 'پچژگکی'),
        ('ur', 'ٹڈڑںےہھپچگکی'),
        ('mr', 'ळ')
       ) as l (language, letters)
 cross join lateral (
       select distinct l.language, c.letter
         from string_to_table(l.letters, null) as c (letter)) as f;

analyze content.language_features;

commit;
