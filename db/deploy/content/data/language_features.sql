-- Deploy aquascene:content/data/language_features to pg
-- requires: content/tables/language_features

begin;
set local role aquascene_owner;

-- Function words, from everyday knowledge of the languages; those of Latin, Cyrillic, Arabic and
-- Devanagari script, since the script alone tells the others.
insert into content.language_features (feature, language, weight)
select f.word, f.language, power(count(*) over (partition by f.word), -0.6)
  from (values
        ('en', 'the of and to in is that it for was on are as with his they at be this have from or '
               'had by not but what all were when we there can an your which their said if do will '
               'each about how up out them then she many some so these would other into has more two '
               'like him see could no than been its who now people my made over did down only way '
               'find use may long very after our just where most through before right too any same '
               'tell does set three want well also play small end put home hand even such because '
               'here why ask must you he i her me us should please select required enter valid value '
               'cannot user'),
        ('de', 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als '
               'auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem '
               'über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei '
               'ich wenn seine kann gegen vom können schon unter wir soll ihre sehr ihm alle '
               'zwischen keine wo hier diese dieser dieses muss ihr jeder hatte ihren mein ohne dann '
               'damit bereits jedoch während anderen ihrer seiner jede ja nein bitte wählen geben '
               'gültige wert darf benutzer'),
        ('nl', 'de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij '
               'uit nog door over zich ze hij was naar heeft ik deze kan of worden wordt je hebben '
               'meer had al geen die tot wel zo onder tegen haar veel werd moet zonder onze wij hun '
               'wat waar zij hebt iedere ieder recht jaar mijn zou kunnen alle andere omdat tussen '
               'na men heel toch eens zoals nu daar wil dit zal mogen mag uw geldige waarde voer '
               'kies gebruiker dient nieuwe alleen indien via geef gebruikt zodat toegevoegd bestand '
               'bijvoorbeeld wanneer welke hierdoor hiervan ervan meerdere elke eerste laatste '
               'verschillende mogelijk dus weer'),
        ('af', 'die van en in is het dat wat nie met vir op te sy hy om wees aan as deur word kan '
               'was ons hulle sal nog maar by ook of so uit oor na haar my moet elke enige '
               'elkeen reg gee gaan dit daar geen ek jy baie hierdie daardie tussen ander sonder '
               'onder toe moes asook jou kom moenie maak asseblief voer waarde gebruiker kies '
               'geldige gebruik slegs dan indien reeds bestaan n soos terug meer alle net hê gehad '
               'hoe skep verander verwyder'),
        ('fr', 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se '
               'ce il sont avec son aux ou mais comme cette ses été était ont sa leur on si elle '
               'tout ces deux être nous fait même entre après sans vous toute peut aussi dont sous '
               'autres où y je faire bien très d l qu n s c j avoir avant leurs doit chaque tous lui '
               'moins depuis encore contre votre alors donc tant aucun quand ici veuillez '
               'sélectionnez valeur utilisateur ainsi cela '
               'lors cette mise dernier derniers jours jour mot nombre nombres seront serait voir'),
        ('es', 'de la que el en y a los se del las un por con una su para es al lo como más o pero '
               'sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue '
               'había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos '
               'así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro '
               'después otros aunque esa eso hace otra gobierno tan durante siempre toda tanto ella '
               'derecho persona tienen usted introduzca valor usuario seleccione debe no campo '
               'asegúrese menos caracteres formato fecha elija lista contraseña correo electrónico '
               'cambiar borrar añadir seguro quiere página objeto nombre datos error inválido válido '
               'existe favor escriba seleccionar solamente debería aquí nuestro nueva nuevo solo '
               'pueden'),
        ('pt', 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi '
               'ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela '
               'até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão '
               'você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual '
               'será nós lhe deles dele toda pessoa todo direito são fazer então ainda pode valor '
               'usuário informe insira deve este esta introduza certifique tenha menos caracteres '
               'campo obrigatório válido válida data escolha palavra passe utilizador apagar '
               'modificar adicionar certeza quer existe página objeto lista formato correto faça'),
        ('gl', 'de a o que e do da en un para é con non unha os no se na por máis as dos como pero '
               'foi ao el das ten á seu súa ou ser cando moi hai nos xa está eu tamén só polo pola '
               'ata iso ela entre era despois sen mesmo aos ter seus quen nas me ese eles están '
               'foron esa nin súas meu ás miña teñen cunha cun nunha nun polos polas toda persoa '
               'todo dereito son facer entón aínda pode dun dunha deste desta sexa calquera ningún '
               'desexa introduza escolla seleccione contrasinal usuario conexión teñan cada nosa '
               'mellor grazas este esta estes fixo onde mesma outro outra outros ningunha algún '
               'algunha pois porque moita moitos ademais sobre deica xunto fóra onte hoxe galego'),
        ('it', 'di e il la che in a per un è del non una sono da con le si dei i al come più ma nel '
               'della ha alla o gli lo anche essere se ogni suo sua dal delle ed questo tra ad hanno '
               'su loro stato ai nella fatto era dalla tutti due molto suoi senza perché quando '
               'ancora degli può cui già dopo solo così sul lui dell sull nell all l d c altro '
               'quella quello quale diritto individuo mentre ci noi voi io chi dove tutto stesso '
               'prima parte proprio verso contro inserisci inserire valore utente selezionare deve '
               'questa campo obbligatorio assicurati almeno caratteri valido valida data scelta '
               'password nome eliminare modifica aggiungi sei sicuro voler esiste pagina oggetto '
               'lista formato corretto possono'),
        ('ca', 'de la el i a que en les per els un una amb és del al no es dels se com més són seva '
               'seu ser va o pel ha aquest aquesta entre també però seves seus han molt tot fins '
               'quan sense tota persona té dret hi ni aquests altres on perquè fer està cada '
               'qualsevol ja era sobre després tots ell des llur llurs tenen d l s n mateix nou '
               'hauria introduïu valor cal usuari ens això pot ho'),
        ('ro', 'de și în a la cu o care pe din nu un că mai să se este ce pentru sau au fi al ale '
               'fost prin lui sunt dar după as când unei ca dintre sa său el foarte fără până despre '
               'toate lor unui ei cel cea cei acest această aceasta acestea între orice persoană are '
               'drept dreptul trebuie poate dacă astfel decât iar tot doar asupra avea putea noi ele '
               'nici deja era am ai sale introduceți valoare utilizator selectați vă'),
        ('sv', 'och i att det som en på är av för med till den har de inte om ett han men var jag '
               'sig från vi så kan man när år under också efter eller nu sin där vid mot skall ska '
               'hade bara ut få detta andra mycket finns vara kunna alla sitt sina hans hon vad blir '
               'blev mellan upp dess över denna in genom utan varje rätt ha samt dessa honom henne '
               'mig dem ni du ej inga någon något några skulle annan här även ange giltigt värde '
               'måste användare får välj'),
        ('da', 'og i at det er en til på af for med de den som der ikke et har han om fra jeg var '
               'sig men ved vi så kan skal eller blev også efter over når nu blive havde hvor være '
               'mod ud alle sin op meget kun andre hans mellem været hendes hvad deres under disse '
               'selv hun sit sine uden ret enhver må hver ham os dem noget nogen nogle denne dette '
               'da mig du ind end anden andet mere bliver ville kunne hvis hvilken give tage gør få '
               'vil skulle år værdi indtast bruger gyldig vælg dig venligst felt feltet mindst tegn '
               'ingen adgangskode brugernavn slet tilføj ændre eksisterer allerede bør nye frem '
               'hvordan hvorfor åbne mens både først sidste uge uger blandt fordi måde hinanden '
               'frihed lige anvendes følgende vis vise adgang forkert findes tilladt udfyld værdien '
               'loven lov stat egen egne igen hvilke hvert kræves bruges brugt fundet tilføjet '
               'længere flere ned gennem ændret stadig fx nyt dag mulighed nødvendig nemt særlig '
               'samme første gange side mange alt altid aldrig heller derfor hvorefter tidligere '
               'øvrige vores jeres'),
        ('no', 'og i det er en til på av for med de den som ikke et har han om fra jeg var seg men '
               'ved vi så kan skal eller ble også etter over når nå bli hadde hvor være mot ut alle '
               'sin opp mye bare andre hans mellom vært hennes hva deres under disse selv hun sitt '
               'sine uten rett enhver må hver ham oss dem noe noen denne dette da meg du inn enn '
               'annen annet mer blir ville kunne hvis hvilken gi ta gjør få vil skulle år verdi '
               'skriv bruker gyldig velg deg blitt gjennom hvem oppgi både vennligst feltet ugyldig '
               'minst tegn ingen nei velge kun følgende passordet brukernavn endre slett legg siden '
               'eksisterer allerede bør gjøre nye fram hvordan hvorfor åpne mens først siste uke '
               'uker blant fordi måte hverandre frihet igjen hvilke hvert kreves brukes brukt funnet '
               'lagt lenger flere ned endret fortsatt nytt egen dag mulighet nødvendig enkelt særlig '
               'samme første ganger side mange alt alltid aldri heller derfor tidligere øvrige våre'),
        ('is', 'og að í á er sem til um við en ekki það af með fyrir hann var eru þess því frá þá '
               'eða hefur ég svo þeir hún verið sér þar vera hafa upp þetta þau sé eftir einnig mjög '
               'hans þeirra skal hver maður menn rétt sinni hvers allir allra úr án milli ef verða '
               'yfir undir mun hér nú manna þó sá sú enda hvort veldu gildi annar þegar'),
        ('fi', 'ja on ei että se oli hän mutta ovat kun joka myös niin mukaan tai olla sekä kuin nyt '
               'vain jos mitä ole sen kanssa vielä jo kaikki jotka hänen tämä siitä sitä jonka ne '
               'mikä voi ennen koska ollut minä sitten tämän joita sillä hyvin miten paljon siinä '
               'pitää kaikkien jokaisella oikeus hänellä ilman näiden hänet niiden voidaan tulee '
               'heidän jokaisen kenenkään mukaisesti eikä sinun täytyy anna arvo syötä valitse '
               'käyttäjä oltava tässä johon kenttä kelvollinen merkkiä vähintään enintään arvon '
               'valinta virheellinen salasana käyttäjätunnus poista muuta lisää haluatko varmasti '
               'varmista seuraavat tiedot päivämäärä joko pitäisi olet tehdä kuten niistä sinulla '
               'tähän valittu löytynyt sisältää jälkeen ihmiset vapaus voit jossa jotta käyttää '
               'käytetään näkyy näytä silloin koko uusi uudet toinen muita muiden lisäksi '
               'esimerkiksi siksi yli alle kerran ensin enemmän vähemmän'),
        ('et', 'ja on ei et see oli ta ka kui mis aga oma seda ning või nii kes selle mida siis kuid '
               'pole siin üle välja olla veel nagu juba tema nad peab mitte kõik olid ole saab kas '
               'pärast neid igal inimesel õigus kellegi iga vastu nende sest tuleb mille millest ega '
               'poolt enda kõigi teda meie teie väga üks kaks siiski isegi ilma sisesta väärtus '
               'kasutaja vali palun'),
        ('hu', 'a az és hogy nem is egy ez csak meg de van már volt mint vagy el ha még kell azt '
               'lehet ezt minden nagy én mert olyan más ki ami sem akkor be úgy ezek pedig lesz itt '
               'akár aki amely valamint között után volna több szerint őt ennek joga személynek '
               'saját azok azonban fel le mindenkinek amelyet vannak lehetséges amelyek során annak '
               'által kérjük adjon érték felhasználó írja érvényes legyen ne válasszon'),
        ('pl', 'i w nie na się z do to że jest o jak po a za od co dla by przez ale są tym czy tego '
               'oraz może ma ich jego już być był było która który które których pod przy tak jako '
               'także tylko bardzo ze jej lub bez jeszcze celu więcej każdy człowiek prawo swoje '
               'nikt innych między przed mogą można swego swojej jednak we była tej wszystkich tych '
               'ten ta te ani podaj wartość użytkownik wybierz musi wprowadź proszę dwa'),
        ('cs', 'a v je na se že to s z do o i k ve pro za by si ale jako po jsou jeho který podle od '
               'byl ze už které tak také jen až při co než nebo která má jak být může této před '
               'pouze bylo však není jejich pod nad mezi ke jí nejsou každý právo svobodu všichni '
               'bude svého aby mít nikdo lidé jakékoli kteří jež svou tyto toto tím protože zde byla '
               'byly kde další zadejte hodnota uživatel vyberte musí prosím ním'),
        ('sk', 'a v je na sa že to s z do o i k vo pre za by si ale ako po sú jeho ktorý podľa od '
               'bol zo už ktoré tak tiež len až pri čo než alebo ktorá má byť môže tejto pred iba '
               'bolo však nie ich pod nad medzi ku jej každý právo slobodu všetci bude svojho aby '
               'mať nikto ľudia akékoľvek ktorí svoju tieto toto tým pretože kde ďalší zadajte '
               'hodnota používateľ vyberte musí prosím boli bola ktorú ktorého túto hodnotu pole '
               'vyžaduje uistite najmenej znakov heslo meno vymazať zmeniť pridať platná platný ste '
               'istý chcete správnu formát dátum existuje môžete ktorému sme'),
        ('sl', 'in v je na se da za so z s ne ki po pri kot ali pa tudi od do to iz o bi še ni bil '
               'več samo lahko kako ima njegov med kar zaradi ter če vse svoje tem brez nad pod biti '
               'vsak človek pravico nihče svobodo katere kateri kakor vsi imajo mora bo bilo bila '
               'bili le zelo že svojo tega ta te tako potem moj vnesite vrednost uporabnik izberite '
               'prosimo vseh ker kjer katerega oziroma veljavno polje obvezno zagotovite vsaj znakov '
               'geslo uporabniško ime izbrisati spremeniti dodaj ste prepričani želite obstaja '
               'pravilno datum možnost noben naslov nima morate'),
        ('hr', 'i u je na se da za su od s o ne te koji što kao iz ili a do ali sa po bi više samo '
               'ima koja koje nije svoje biti kako još može pri bez nakon pred jer već kod tko '
               'svatko pravo svoju osobe treba gdje sve sva svi njegov između ovaj ova ovo bio bila '
               'bilo tijekom zbog prema tako uz sloboda moraju mora ljudi nitko svakog njihov '
               'također koju kojima odaberite vrijednost korisnik molimo unesite ovu nisu ispravnu '
               'polje obvezno osigurajte najmanje znakova lozinka ime obrisati promijeniti dodaj '
               'jeste sigurni želite postoji ispravan datum nema morate kada ovdje možete druge '
               'drugi prvi novi nova preko'),
        ('lt', 'ir yra į kad iš su o tai ne buvo kaip bet už ar apie nuo po per prie jis dar tik jau '
               'jo savo labai būti gali turi dėl taip jei visi kurie kuris kuri pagal tarp jų tačiau '
               'mes bus todėl ji tuo arba vienas kai žmogus teisę kiekvienas niekas negali laisvė '
               'būtų visų jos ši šis tas bei nėra iki prieš pat kurių įveskite reikšmė naudotojas '
               'pasirinkite prašome jeigu'),
        ('lv', 'un ir ar no par uz lai kas ka tas bet kā ne arī vai pēc to ja gan pie tiek vēl tikai '
               'šo būt viņa viņš nav savu tā var bija kad pret šis ikvienam cilvēkam tiesības katram '
               'savas citu bez jā kura kurš kuri starp visi visiem tiesību neviens ikviens jābūt '
               'nevar viņu šī tad jau mēs jums lūdzu ievadiet vērtība lietotājs izvēlieties vairāk '
               'laikā tiem dēļ'),
        ('tr', 've bir bu da de için ile olarak çok olan daha gibi en ne o kadar var sonra ama kendi '
               'ya her şey değil mi ki ben iki olduğu veya göre onun tarafından ise yok hiç olduğunu '
               'bunu nasıl önce şu diye içinde bütün herkes hakkı vardır hakkına kimse fert kişi '
               'olur eder bunun üzere karşı hem büyük son zaman arasında hakkında bile yeni lütfen '
               'girin değer kullanıcı seçin geçerli olmalıdır bulunan sahiptir ancak gerekir değerin '
               'az karakter olduğundan emin alan zorunlu geçersiz tarih parola adı silmek değiştir '
               'ekle istediğinize içermelidir zaten mevcut yanlış doğru seçiniz seçenek hata '
               'olmadığını gün ay yıl tüm bazı çeviri kullanılır yapılır edilir şekilde ayrıca '
               'birlikte sadece yalnızca eğer bunlar başka diğer ilk önceki böylece'),
        ('az', 'və bir bu üçün ilə də da olan kimi çox daha hər onun var ki o ya öz olduğu etmək '
               'deyil sonra ən isə bütün görə həm şəxs malikdir hüququ hüquqlar bunun olmalıdır heç '
               'edir tərəfindən həmin azad əsas onlar istifadəçi zəhmət olmasa daxil edin qədər '
               'olaraq arasında yalnız əgər mən sən biz siz necə nə ona'),
        ('id', 'yang dan di dengan untuk dari ini pada adalah itu dalam tidak akan ke juga oleh '
               'sebagai atau ada mereka telah karena dapat bisa tersebut setiap orang atas berhak '
               'hak lebih saya kami kita anda ia serta harus seperti sudah menjadi hanya antara '
               'secara saat bahwa belum masih sangat para semua tanpa sampai apa bagi tentang hal '
               'lain namun tahun melakukan seorang bukan kepada maupun suatu pengguna silakan '
               'masukkan nilai pilih harap jangan sebuah pastikan berikut bidang data gunakan hapus '
               'ubah jika silahkan tersedia valid nama hari bulan jumlah paling berisi dipilih '
               'setidaknya kurang sandi masuk salah satu kosong hidup menikah kebebasan terhadap '
               'manusia negara hukum seseorang berdasarkan melalui hasil masyarakat baik maka anak '
               'rumah besar sering sekali waktu setelah sebelum sedang mungkin dunia'),
        ('vi', 'và của là có trong được cho các không với những một người này khi đã cũng như từ để '
               'về đến vào theo ở nhiều tại ra hay hoặc lại sẽ sự tôi năm quyền mọi phải do bị đều '
               'rằng trên họ thì nào đó nhưng chỉ còn việc đối giữa sau trước bất cứ mình hãy giá '
               'trị vui lòng chọn nhập phép nếu thể bằng qua nước điều'),
        ('sq', 'të e i në dhe me për që një nga është së janë u më si ka nuk ky kjo duke ose por '
               'edhe ne do tij saj çdo njeri drejtë drejtën ai ajo ata nëse kur prej pa gjitha shumë '
               'vetëm mund tyre kanë ishte pas deri këtë asnjë tek duhet mbi kundër ndërmjet cilin '
               'cila'),
        ('eu', 'eta da ez bat du dira ere den baina edo hori izan zen egin dute bere duen hau '
               'guztiak gizon orok eskubidea behar ditu dituen bidez arte dela inor edozein ondoren '
               'beste diren zuen baino bai beren gabe nahi zer nola oso dugu honen horren haren '
               'eskubide zuten dago daude erabiltzailea balioa onartzen eremu honek gutxienez '
               'karaktere balio zuzena idatzi aukeratu zure egon bada baita ezazu mesedez ezin hemen '
               'hautatu pasahitza erabiltzaile gehiago gutxiago'),
        ('cy', 'y yn a i o ar yr ei mae gan am wedi ac ei''n bod fel nid oedd hyn ond neu at eu un '
               'er trwy sydd gyda oes pob hawl heb dan rhag mewn ni na hefyd iddo iddi bydd yw wrth '
               'arall bawb cael fod hawliau ef sy nad unrhyw rhyddid pan lle mwy chi i''r o''r a''r'),
        ('ga', 'an agus na i ar a is go le do bhí sé sin ach mar de ní tá gach duine chun ag ó '
               'bhfuil ceart aige nó sna faoi siad chuig trí chuid idir cuid é sí aon ina ann '
               'freisin féin eile raibh nach ba dá iad gur acu air leis cearta saoirse don san'),
        ('eo', 'la kaj de en estas al ne kiu por ke el pri kun pli sed aŭ per ĝi li ili oni tiu ĉiu '
               'havas rajton estis kiel sia sian siaj ankaŭ nur post inter mi vi ni ŝi kio kiuj dum '
               'laŭ jam sen nek tio ĉi povas devas ĉiuj neniu homo sub tre unu'),
        ('sw', 'na ya wa kwa ni katika za la kila mtu ana haki au kuwa yake hii huyu kama cha vya '
               'wote bila hana watu yao ile hiyo pia si sana hao yote zote ambayo wao lakini mwenye '
               'baada hata kuna watoto yeye hizo huu nchi kufanya tafadhali ingiza thamani mtumiaji '
               'chagua lazima iwe hili hakikisha yenye herufi tarehe halali siyo angalau haina '
               'nyingine nyingi moja mbili kitu kazi jina wako yako'),
        ('tl', 'ang ng sa mga na ay at ni ito para kung hindi isang siya ko mo ka nang may ating '
               'kanyang bawat tao karapatan walang kanilang lahat sila o maging pag dapat kaniyang '
               'ngunit upang rin din namin natin pa lamang tulad dahil bilang nito iyon anumang'),
        ('ru', 'и в не на я что он с как это по но а к у из за от то для о же так мы его все было '
               'они бы только мне был или уже если когда может быть есть её ее их вы при до него '
               'также лет после под нет этого чтобы который которые которых этом том себя будет этот '
               'эта эти всех каждый человек имеет право лица без свои своей между были была надо '
               'даже один во со чем ли где введите значение пользователь выберите пожалуйста должно '
               'необходимо является правильное поле обязательно убедитесь символов пароль имя '
               'пользователя удалить изменить добавить уверены хотите существует дата свободу всякий '
               'должен могут имеют никто либо государства можно нужно такие другие ваш нового перед '
               'пока здесь тоже будут используется'),
        ('uk', 'і в не на що з як це до у за та про від але він вона ми його її їх є для або був '
               'було бути які який яка яке так при після того щоб тільки ще вже коли може має також '
               'через під кожна людина право всі без своєї свої іншими між року цього цей ця ці була '
               'були чи де й зі із усіх ніхто особи повинна лише якщо ж вони введіть значення '
               'користувач виберіть будь ласка якої яких потрібно можна такі інші ваш нового перед '
               'поки щоби всіх тут'),
        ('be', 'і ў не на што з як гэта да у за па аб ад але ён яна мы яго яе іх ёсць для або быў '
               'было быць якія які якая так пры пасля таго каб толькі яшчэ ужо калі можа мае таксама '
               'праз пад кожны чалавек права усе без свае паміж гэтага гэты гэтай была былі ці дзе '
               'усіх ніхто асобы павінна'),
        ('bg', 'и на в за да се от не че с е по са като ще си при или това към до а но му го има бе '
               'той все всеки човек право само много би който която което които тя те ние съм ли още '
               'след може също между без през така няма един една едно под над тези този тази бъде '
               'трябва своите бил била било никой според бяха ни ги моля въведете стойност '
               'потребител изберете във със защото обаче нов нова нови както вече други друг преди '
               'когато къде всички беше дори'),
        ('sr', 'и у је да се на за су од с не о а који као то са или ће из до ли што би по али све '
               'само има није бити која које како још при без након пред већ код свако право своје '
               'своју лица треба где сви његов између овај ова ово био била било због према тако уз '
               'слобода морају мора људи нико његове сваки могу може буде такође них молимо унесите '
               'вредност корисник изаберите исправну поље неопходно барем карактера лозинка име '
               'обрисати изменити додај сигурни желите постоји датум нема'),
        ('mk', 'и на во да се од за со не е по што како или ќе го ги а но му има тој сè секој право '
               'само многу би кој која кои тие таа ние сум ли уште може исто меѓу без низ така нема '
               'еден една под над овој оваа ова биде треба своите бил била биле никој според беа ни '
               'ја до при дека ве молиме вредноста корисник тоа внесете правилна вредност полето '
               'мора најмногу барем карактери постои дали сте сигурни сакате избришете корисничко '
               'име лозинка валиден изберете вашата вашето помалку повеќе кое ако додека беше нив '
               'неа неговата човек слобода'),
        ('kk', 'және бір бұл да де үшін мен бар оның болып деп сол жоқ әр адам құқығы ол өз болуы '
               'тиіс барлық немесе емес керек туралы осы кейін еш қандай болады бойынша ретінде олар '
               'менің'),
        ('ar', 'في من على أن إلى لا كل ما هذا أو التي الذي عن له مع ذلك كان هو هذه بين لم قد كما بعد '
               'حق شخص يجب إذا عند غير أي إن و به فيه وقد لها هي ولا أنه ثم تم يمكن'),
        ('fa', 'و در به از که این را با است برای آن یک خود تا بر هر شود می کرد حق یا های شده نیز '
               'باید دارد اند کند بود ها هم او ای کس دیگر نمی شما ما اگر باشد کنید اما پس مورد بین '
               'آنها کسی دارای'),
        ('ur', 'کے کی میں اور ہے سے کا کو اس کہ ہر یہ پر نہیں ہیں کسی ایک شخص ہو حق اپنے نے جو بھی '
               'یا لیے گا کیا جائے تھا وہ ان کر ہوں آزادی تک اگر آپ براہ جس'),
        ('hi', 'है के में की का से को और पर यह हैं नहीं या एक ने किसी कि इस जो भी हो किया लिए '
               'प्रत्येक व्यक्ति अधिकार करने अपने साथ तथा होगा कर था उस कोई अपनी जा सकता हर वह ही तो '
               'सभी गया कृपया यदि'),
        ('mr', 'आहे आणि व या त्या असे हे ही नाही किंवा च्या प्रत्येक व्यक्तीस हक्क अधिकार त्याच्या '
               'करण्याचा आपल्या केले ते तो ती तर की मध्ये साठी होते असा आहेत यांच्या असेल कोणत्याही '
               'त्यांच्या हा करून येईल काय म्हणून पण झाले कृपया द्या करा पाहिजे मूल्य'),
        ('ne', 'छ र को मा लाई हुनेछ गर्ने गर्न वा प्रत्येक व्यक्तिलाई अधिकार हो यो छैन भएको तथा '
               'आफ्नो कुनै पनि हुने छन् बाट ले का हरू गरेको लागि भने त्यो यस एक गर्नुहोस् तर थियो '
               'सबै हुन्छ अनि कृपया मान हुनु पर्छ सकिन्छ भन्दा कम्तिमा मात्र प्रयोग नाम सही '
               'छान्नुहोस् आवश्यक पहिले')
       ) as l (language, words)
 cross join lateral (
       select distinct l.language, w.word from string_to_table(l.words, ' ') as w (word)) as f;

-- The last three letters of words of five letters and more.
insert into content.language_features (feature, language, weight)
select '-' || f.ending, f.language, 0.5 * power(count(*) over (partition by f.ending), -0.7)
  from (values
        ('en', 'ing ion ess ent ble'),
        ('de', 'ung eit ich aft sch gen'),
        ('nl', 'eid ing ijk jke gen tie'),
        ('af', 'eid ike sie'),
        ('fr', 'ion ent eux eur ité aux ées'),
        ('es', 'ión dad nes nte ado ndo'),
        ('pt', 'ção ões ade nte ado'),
        ('gl', 'ión ade óns nte ado xes'),
        ('it', 'one oni ità nte ato are ere'),
        ('ca', 'ció tat ons ent'),
        ('ro', 'ție iei ate lui lor rea'),
        ('sv', 'ing het nde ion rna gar'),
        ('da', 'hed lse rne ion ing ede kab der'),
        ('no', 'het lse ene jon ing kap ter ner'),
        ('fi', 'nen ssa ssä sta stä lla llä ään iin sen tää aan'),
        ('et', 'ine sed tud ust use des ele ise'),
        ('hu', 'ság ség nak nek ban ben ból ből hoz hez tás tés'),
        ('pl', 'ość nia nie ych ego ach ami wać'),
        ('cs', 'ost ení ání ých ého ném ách vat ích'),
        ('sk', 'osť nie nia ých ého vať iam ách'),
        ('sl', 'ost nje ega imi ati'),
        ('hr', 'ost nje oga ima ati'),
        ('lt', 'mas imo ybė ams iai ais ius'),
        ('lv', 'ana ība bas iem ējs'),
        ('tr', 'arı eri lar ler nın nin dır dir mak mek nda nde cak cek'),
        ('az', 'arı əri lar lər nın nin dır dir maq mək nda ndə'),
        ('id', 'kan nya lah'),
        ('ru', 'ние ого ать сти ция ния ься'),
        ('uk', 'ння ого ати сті ція ься'),
        ('be', 'нне ага аць сці цца'),
        ('bg', 'ане ние ите ият ата ция ски'),
        ('sr', 'ање ење ост ога ији ати има'),
        ('mk', 'ање ење ост ите ата ија ски')
       ) as l (language, endings)
 cross join lateral (
       select distinct l.language, e.ending from string_to_table(l.endings, ' ') as e (ending)) as f;

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
