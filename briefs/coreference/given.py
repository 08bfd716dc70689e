"""Given names that tell a person from a place, and mostly a woman from a man.

Common names of the countries NATO news comes from. A name that both bear is left out of
both; what is missing costs certainty, never correctness.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["f", "m"]

_WOMEN = """
    kara lara mara tara zara pashtana maia
    abena abigail adaeze adriana agnes aida aiko aisha akiko akua aleksandra alena alessandra
    alexandra alexia alice alicia alina alison alla allison alma amaka amal amanda amelia amina
    aminata amira amy ana anabel anais anastasia aneta angela angelika angelina angelique ania
    aniko anisa anita anja anjali anke ann anna annalena anne annegret anneke annette annie annika
    anouk antje antoinette antonella antonia april arancha areti ariane arlene asha asma astrid
    asuka audrey aurora ayesha aylin ayumi azra bahar baiba barbara barbora beata beatrice beatriz
    bella benedicte bente berit bernadette beth betty beverly bianca birgit blanca bozena brenda
    briana bridget brigitta brigitte camilla candace candice carina carla carly carme carmen carol
    carole carolina caroline carolyne cassie catalina caterina catherine cathy cecilia celeste
    celia chantal charlotte charmaine chelsea cheryl chiaki chiara chie chioma chloe christina
    christine chrystia cindy claire clara clare clarissa claudia clementine colleen concetta
    condoleezza connie corinne courtney cristina cynthia dace dalia danica daniela danielle danuta
    daphne daria darlene darya dawn debbie deborah deepa deepika delphine denisa denise desiree
    diana diane dimitra divya diya dobrinka dolores dominika donna dora doris dorota dorothea
    dorothy dovile ebba edita edith edyta eileen eilidh ekaterina elaine eleanor eleftheria elena
    eleni eleonora eliana elina elisa elisabeth elisabetta elise elizabeth elke ella ellen elsa
    elsbeth elzbieta emi emilia emilie emily emine emma emmanuelle erica erika erin erna esra
    estelle ester esther eugenia eugenie eva eve evelina evelyn evika ewa fatemeh fatima fatma
    fatou federica federika felicity filippa fiona florence folake frances francesca francoise
    frederique freya frida funmi gabriela gail galina geeta genevieve georgia geraldine gertrude
    gesine gillian gina ginni giorgia gisele gloria gordana grace grainne greta gulnara gunilla
    gunta gwen halina hana hanna hannah harriet haruka hatice heather hedvig hedy heidi helen
    helena helga henrietta hiba hilda hillary hiroko hitomi holly huma ida ilona ilse ilze imelda
    imogen ina inara indira ines inese inga ingeborg ingrid ingrida ioana irene irina iris isabel
    isabella isabelle iva ivana ivanka iveta ivona iwona jacinda jacqueline jadwiga jana jane
    janet janice jasmine jeanette jeanne jeannette jelena jelka jen jennifer jennika jenny jessica
    jessika jill jitka joanna joanne jocelyn johanna jolanta jolene jolita josefina josephine
    joyce judith judy julia juliana julianna julianne julie juliet juliette justine justyna jutta
    kaja kamala kamila kaori karen karin karina karine karla karolina karoline katalin katarina
    katarzyna kate katerina katharina katherine kathleen kathryn kathy katia katie katja katrin
    katrina katya kavita kayla kayleigh keiko kelsey kendra kersti khadija kiara kimberly kimiko
    kinga kirsten kirsti kirstie kirsty klara klaudia kolinda kristalina kristen kristi kristin
    kristina kristine krisztina krystyna kumiko lacey laila laima lakisha lakshmi larisa larissa
    lata laura lauran lauren lavinia leah leena leila lena leonora leyla lidia lidija liesbeth
    lieve ligita lilia lilian liliana lina linda lindiwe linnea lisa lise liudmila livia liz
    lorena loretta lori lorraine louisa louise lucia lucie lucija lucy ludivine ludmila luisa
    luise luminita lydia lynn lyudmila madeleine magda magdalena maggie mai maia mairead maja
    malala malgorzata mallory manon manuela mara marcela marcia mareike margaret margarida
    margarita margherita margot margrethe marguerite maria mariam mariama mariana marianne marie
    marietta marija marijana mariko marilyn marina marine marisa mariya marjorie marketa marleen
    marlene marta martha martyna marwa mary masha matilda maureen maxine maya mayumi meena meera
    megan meghan megyn mehreen melania melanie melinda melissa meredith merete meryl mette mia
    michelle michiko midori mihaela miho mila milena milica mina minna mireille mirela miriam
    mirjana misaki misty moira molly mona monica monika montserrat myriam nadege nadezhda nadia
    nadine nadja najat naledi nanci nancy naoko naomi narges nasrin natalia natalie natalija
    natalya natasha nathalie neelie neha nelly nermin ngozi nichola nicole nicoletta nicolette
    nigar nikki nikolina nilufer nina nirmala noemi nomvula nora nozomi nuala nursultan odile
    ofelia oiva oksana olena olesya olga olha olivia omayra oona ornella otilia outi paige paivi
    paloma pamela paola patricia patricija patrizia patty paula pauline peggy penelope penny
    pernilla petra petronella phyllis pia pilar piroska polina polly pooja preeti priscilla priti
    priya rachel radha radka radmila raisa raluca ramona randi rania raquel rebecca rebeka reem
    regina reiko rekha renata renate renee rhonda ricarda rie riikka rikke rina rita roberta
    rochelle rocio roisin romana rosa rosalia rosalie rosalind rosanna rosario rose rosemary
    roslyn roxana roxanne rozalia rukmini ruta ruth sabina sabine sabrina sachiko sadia sahar
    saida saima sakura sally salma salome samantha samia samira sanae sandra sandrine sania sanna
    sara sarah sarita saskia sema serena shabana shabnam sharon sheila shelley sherry sheryl
    shirin shirley shreya shukria sibel sigrid silje silke silvia simona simonetta sinead siobhan
    sirpa slavica snezana sofia solange solvita sonia sonja sonya sophia sophie soraya stacey
    stefania stefanie stella stephanie stina suella sumaya sunita suraya susan susana susanna
    susanne suvi suzanne svenja svetlana sviatlana swati sybille sylvia sylvie tabitha tamara
    tammy tamsin tania tanja tanya tarja tatiana tatjana teodora teresa tereza tess tessa tetiana
    tetyana thandiwe thea thelma theodora theresa tiffany tiina tilly tina tomoko toula tove
    traudl trine trisha trudy ulrike ursa ursula usha vaiva valentina valeria valerie valeriya
    vanda vandana vanessa veera vera veronica vesna vicki vicky victoria vida vigdis viktoria
    vilma viola violeta violetta virginia viveca viviane vjosa wanda wendy wilhelmina wilma
    winifred xenia yael yasmin yasmina yasuko yekaterina yelena yetunde yevgenia yoko yolanda
    yolande yoshiko yuki yuko yulia yuliya yumi yuriko yvette yvonne zahra zainab zanele zarina
    zeynep zhanna zinaida zita zlata zodwa zoe zofia zohra zora zrinka zsuzsanna zuzana
"""
_MEN = """
    aaron abbas abdallah abdel abdelaziz abdelmajid abdirahman abdou abdul abdulaziz abdulla
    abdullah abdulrahman abe abel abhishek abraham abu achim adalbert adam adama adel adem adil
    adnan adolf adolfo adrian afonso agostino agustin ahmad ahmed ahmet aiden aivars ajay akbar
    akihiko akio akira alaa aladdin alain alan alar alastair albert alberto albin alec aleck aleks
    aleksandar aleksander aleksandr aleksei aleksejs aleksey alen alessandro alessio alexander
    alexandre alexandros alexandru alexei alexey alfons alfonso alfred alfredas alfredo algirdas
    alistair aliyu allen almir alois alojz alonso alphonse alvaro alvin alwin amadou amar amir
    amitai amos anatol anatoli anatoliy anatoly anders anderson andras andreas andrei andrej
    andreja andres andrew andrey andrii andris andrius andriy andrus andrzej andy aneurin angelos
    angus anibal anil aniruddha ankit ansgar antal antanas anthony antoine anton antoni antonie
    antonin antonio antonis antony ants antti anwar apostolos archie arie ariel arif aris
    aristotle arjun arkadiusz arkady arkar arlen armand armando armen armin arnaud arne arnis arno
    arnold arseni arseniy arseny artem arthur arthuro artis artur arturo artyom arun arve arvydas
    asad ashish ashok ashraf asif asim askar aslan atif ato attila aubrey august augusto aurel
    aurelio avi avigdor avner axel ayman aziz babak babatunde bahman balazs baldwin baltasar
    barack baris barney barry bart bartosz bashar basil bastian baudouin beau bela ben benedict
    benito benjamin benny benoit bent beppe berat bernard bernardo bernd bernhard bernie bert
    bertrand besnik bhupendra bilal bill binali binyamin birger bjarni bjoern bjorn blaine blaise
    blaz boaz bob bobby bogdan bohdan bohuslav bojan bojko bongani bora borge boris borislav borut
    borys boyko bozidar brad bradley brandon branko brendan brent brett brian bronislaw bruce
    bruno bryan bryce bujar bulent burak burkhard byron calvin carl carlo carlos carsten caspar
    cecil cedric celal cem cemal cengiz cenk cesar chaim chandra charalambos charles chester chidi
    chinedu chinua chip christian christoph christophe christopher chuck chuka chukwuma ciaran
    cihan cillian clarence clark claude claudio claus clayton clemens cliff clifford clint clive
    clyde colin colm connor conor constantin constantine constantinos corey cornel cornelius
    cornell cosmin costas craig cristian cristiano cristobal curt curtis cvetan cyril cyrus
    czeslaw dag dainis dale dalibor damian damir damjan damon dan danail dani daniel daniil danil
    danilo danny dante darius dariusz darko darrell darren darrin darryl darwin daryl dave david
    davide davit davor dawid dean declan deepak dejan demetrio demetris denis dennis denys derek
    derrick desmond detlef dhruv dick didier didzis diego dieter dietmar dietrich dimitar dimitri
    dimitrij dimitrios dimitris dimitry dingani dino dirk djordje dmitri dmitrij dmitriy dmitry
    dmytro dogan domenico domingo dominic dominik don donal donald donatas donnie dorian dorin
    doug douglas dov dragan drago dragos driss duncan durmus dusan dustin dwayne dwight dylan
    eamon earl eberhard eckart ed eddie edgar edgardo edgars edi edin edmond edmund edouard eduard
    eduardo edvard edvin edvinas edward efraim efstathios egbert egemen egidijus egils egon ehud
    eimantas einar eino eirik elbert eldar eli elias elie elijah elio eliot elliot elliott ellis
    elmar elmo elon elton elvis emeka emil emile emilio emir emmanuel emmet emre enda ender ennio
    enrico enrique enver eoin ephraim ercan erdal erhard eric erich erik erkin erkki erlend ernest
    ernesto ernests ernie ernst errol ertugrul esa espen esteban ethan etienne euan eugen eugene
    eugenio eugeniusz evaldas evan evangelos evgeni evgenij evgeniy evgeny evo ewan eyal ezra
    fabian fabien fabio fabrice fahad fahd faisal faouzi farhad farid farooq farouk faruk fathi
    fatih fausto federico fedor feliks felipe felix ferdinand ferenc fergus fernand fernando ferry
    fethi fidel fikret fikri filip filipe fiodor firas firat flavio florian florin floyd franc
    francesc francesco francis francisco franciszek franck franco francois franjo frank franklin
    frans frantisek franz fraser fred freddie freddy frederick frederik fredric fredrik friedrich
    fritz fuad fumio fyodor gabor gabriel gabrielius gaetano galib gareth garret garrett garry
    garth gary gaspar gaston gaurav gavin gavriel gbenga gediminas gennadi gennadiy gennady gent
    geoff geoffrey geoffroy georg george georges georgi georgios georgy gerald gerard gerardo gerd
    gerhard german gero gerrit gerry gert gevorg ghassan gheorghe giacomo giampaolo gian giancarlo
    gianfranco gianluca gianni gideon gil gilbert giles gilles gino gintautas gints giora giorgi
    giorgio giorgos giovanni girts gitanas giuliano giuseppe gjorge gleb glen glenn goce godfrey
    gokhan goran gordon gottfried graham grant greg gregory grigor grigory grzegorz guido
    guilherme guillaume gunnar gunter gunther guntis gustav gustavo gustaw guus guy gwyn gyorgy
    gyula habib hadi haider haitham hakan haldun haluk hamad hamed hamid hamish hamza hanan hank
    hannes hanno hans harald haris harjit harold harrison harry harsh hartmut haruhiko haruki
    harvey hasan hashem hashim hassan hatem haydar heath hector heikki heiko hein heinz helge
    helmut hendrik henk henning henri henrik henry henryk herbert heribert herman hermann hermes
    hernan herve hideki hideo hikmet hilmar hiroharu hironori hiroshi hiroyuki hisham holger
    horacio horatio horia horst hosni hossein houari hovik howard hristijan hristo hubert hugh
    hugo hugues hulusi humberto humphrey husam huseyin hussain hussein hysen iacob iain ian
    ibrahim ibrahima ibro idris ignacio ignas ignatius ignazio igor igors ihar ihor ihsan ike
    ilham ilhan ilia ilias ilie ilija ilkka ilmar ilya imad imants imran imre inder indrek ingemar
    ingo ingvar innokenty ioan ioannis ion ionut iosif ira irakli irfan irvin irving irwin isa
    isaac isaias isak ishaan ishak isidor iskander ismail ismet issa istvan itai itamar itzhak
    iulian ivailo ivan ivars ivaylo ivica ivo izet jaakko jaan jaap jabbar jabulani jace jacek
    jack jacob jacques jaime jair jake jakob jakov jalal jameel james jamil janez jani janis janko
    janos janusz jared jarek jari jarmo jaroslav jaroslaw jarrod jason jasper javad javed javid
    javier jaxon jay jeb jed jeff jeffery jeffrey jeno jens jeppe jere jeremiah jeremias jeremy
    jermaine jerome jerry jerzy jesse jesus jevgeni jim jimmie jimmy jiri jiro joachim joakim joao
    joaquin jobst jochen jock joe joel joerg joern joey johan johann johannes john johnnie johnny
    jon jonah jonas jonathan jonathon joost jordi jorg jorge jorgen joris joschka jose josef
    joselito josep joseph josh joshua josip josue jozef jozsef juan juergen juha juho jukka julian
    julien julio julius junichiro juraj jure jurg jurgen jurgis juri jurij juris jussi justin jyri
    jyrki kaan kacper kadir kahlil kaj kalevi kalle kamal kamil kamran kanat karam kareem karel
    karl karlis karol karoly karsten karthik kasim kaspars kasper kassim kazimierz kazuo keiji
    keijo keir keith keld kemal ken kenji kenneth kerem kermit kestutis kevin kevork khaled khalid
    khalil khurram kieran kiril kirill kirk kiyoshi kjeld kjell klaus klemen klemens knud knut
    koen kofi koichi koji kojo konrad konstantin konstantinos konstanty korhan kosta kostas
    kostiantyn kostyantyn kris krisjanis krister kristian kristjan kristof kristofer kristoffer
    krum krzysztof kurt kushal kwabena kwame kwesi kyle kyriakos kyrylo laco ladislav lajos lamar
    lamberto lamine lance landon lannie larry lars laszlo laurens laurent lauri laurie laurynas
    lawrence lazar lazaro lech leif lekan lembit len lenard lennart lenny leo leon leonard
    leonardo leonhard leonid leopold leroy lester leszek levan levi levon lewis liam linas lincoln
    linus lionel livio ljubco ljubomir lloyd loic lorenzo loris lothar louis lubomir luc luca
    lucas lucian luciano lucien lucio lucjan ludovic ludovico ludwig luigi luis luiz lukas lukasz
    luke luther lutz lyle maciej mads magnus mahathir mahdi mahmoud mahmud maik maksim maksym
    malcolm malik mamadou manfred manish manolis mansour manuel maor marat marc marcas marcel
    marceli marcello marcelo marcin marcio marco marcos marcus marek marian mariano marijan marin
    marinko marinos mario marius mark markku marko markos markus marlon maroun mart marten martin
    martins marton marty marvin marwan masato masood massimo massoud masuku mateusz mathias
    mathieu mati matias matija matjaz mats matt matteo matthew matthias matthijs matti matvey
    maurice maurizio mauro maxim maxime maximilian maximo maxwell mehdi mehmet meir mel melvin
    menachem merab mesut metin mevlut michael michail michal michalis micheal michel miguel mihai
    mihail mihails mihaly mihkel miika mika mikael mike mikel mikhail mikheil mikko miklos miko
    mikola mikolaj mikulas milan mile milko milo milorad milos miloslav milton milutin mindaugas
    minoru mircea mirko miro miroslav mirza misha mitch mitja mitt mladen moataz modestas modou
    mohamad mohamed mohammad mohammadreza mohammed mohan mohit mohsen moisei moises momcilo monty
    mordechai moritz morten mortimer moses moshe mossimo mostafa motti moungi moussa muammer
    muhamed muhammad muhammed mukhtar munir murad murat murray musa mustafa muzaffar mykhailo
    mykola myron myroslav nabil naci nadav nader nadim naftali nail najib nandor naoki naoto
    narendra naresh naser nasser nate nathan nathaniel navid nawaf nazim neal nebojsa necdet ned
    nedim nedzad neil nelson nenad nestor nevzat nicanor niccolo nicholas nick nicolaas nicolae
    nicolai nicolas nicolo nicusor niels nigel niilo nikhil nikol nikola nikolai nikolaos nikolas
    nikolaus nikolay nikos nils ninoslav nir nizar noah noam nobuo nolan norbert norberto norm
    norman normand nour nuno nurettin nuri nusret nwosu obafemi obiora octavian octavio odd oded
    odin ofer ogden ognjen okan oktay olaf olafur olav oldrich ole oleg oleh oleksandr oleksii
    oleksiy oles olexander olexiy olgierd oliver olivier olle olof oluf oluwaseun oluwatobi
    oluwole omar omer onder ondrej onur oren orhan ori oriol orlando orrin orson orville osamu
    oscar oskar osman ossi oswald othmar ott ottavio ottmar otto ousmane owen ozan ozgur paavo
    pablo paddy palle panagiotis panos pantelis paolo paraskevas parviz pascal pasquale patrice
    patrick patrik paul paulius paulo pauls pavel pavle pavlo pavlos pawel payam peadar peder
    pedrag pedro peer peeter pekka per perry pertti petar pete peter petko petr petras petri petro
    petru petrus petteri peyton phil philip philippe phillip pierluigi piero pierre piers pieter
    pietro pim pinchas pinhas piotr pirmin pjotr platon poul prakash pranab pranas pranay preben
    predrag presley primoz prokop przemyslaw qasim quentin quim quincy raad rabah rabih rade radek
    radim radko radoslaw radovan radu raed rafael rafal raffaele rafi rafiq rahim rahm rahmat
    rahul raimonds rainer raivo raj rajan rajesh rajiv raju rakesh ralf ralph ramadan ramesh ramin
    ramiro ramis ramon ramush ramzan ramzi rand randall randolph randy rannar raoul rashad rashid
    rasim rasmus rasul ratko rauf raul ravi rayan raymond raymundo rayner razvan recai recep
    redouane refik reggie reginald reha reijo reimund reince reinhard reinhold reino remi
    remigijus remo remy remzi renaldas renato renaud rene renzo resul reto reuben reuven rex
    rexhep reynaldo reza rhys ricardo riccardo richard rick ricky ridvan rifaat rifat rigas
    rihards riho riley rimantas rinat rishi risto ritesh rizwan roald rob robbie robby robert
    roberto rocco rod rodney rodolfo rodrigo roel rogelio roger rohan rohit roland rolandas
    rolando rolands rolf romain roman romano romans romeo romuald romulo ron ronald ronan ronen
    ronnie roope rosen ross rostislav rostyslav rowan roy royce ruben rudi rudolf rudolph rudy
    rufat rui rumen rune rupert ruslan russ russell rustam rustem ruud ryan ryszard saad saadi
    sabit sabri sachin sadik sadiq saeed safak safet saif sajid saker salah saleh salem salih
    salim salman salva salvador salvatore samer sami samir samson samuel samuli sandeep sandor
    sandro sanjay sanjeev santi santiago sargis sarkis sasho satoru satoshi saul sauli saulius
    savas savvas sayed scot scott sean sebastian sedat selahattin selcuk selim selman semih semyon
    senad sener serafim serdal serdar serge sergei sergej sergejs sergey sergii sergio sergiy
    serhat serhii serhiy servais seth sevki seyit seymour shafiq shahid shahram shahzad shai shane
    sharad shashi shaul shay shehbaz sheldon sherif sherman sherrod shigeo shigeru shimon shinichi
    shinji shinzo shlomo shmuel sid siddharth sidney siegfried siegmar sigmar sigurd silvan
    silvester silvestre silvio simas simeon simo simon simonas sinan sinisa sipho sjur slavko
    slavoj slawomir slobodan smail sok solomon soren sotiris souleymane spas spencer spiro spyros
    srdjan staffan stamatis stan stanimir stanislas stanislav stanislaw stanko stanley stavros
    stef stefan stefano stefanos stefanus steffan steffen stelian stelios sten stepan stephan
    stephen sterling stevan steve steven stevo stewart stig stipe stjepan stoyan strahinja stuart
    sture suat subrahmanyam sudhir suhail sukru sulayman suleiman suleyman sundar sunil suresh
    sutopo svein sven sverre svetozar svyatoslav syed sylvain sylvester szabolcs szymon tad tadas
    tadashi tadej tadeusz taha tahir tahsin taimuraz takashi takeshi taku talal talat talgat tamas
    tamer tamerlan tammam tanel taner tansu tapio taras tarek tarik tariq tarmo taro tarun tate
    tatsuya tauno tayfun tayfur tayseer tayyip ted teddy teemu tendai tengiz teodor teodoro teppo
    terence terrance terrence teun teuvo thabo thad thaddeus thanasis thanassis thanos themba theo
    theodor theodore theodoros theodros theofilos thiago thibault thibaut thierry thijs thilo thom
    thomas thor thorbjorn thore thorolf thorsten thorvald tiago tiberiu tibor tihomir tiit tilman
    tim timo timofey timon timothy timur tino tito tobias tobin toby tod todd todor toivo tom
    tomas tomasz tomaz tomi tomislav tommaso tommy toni tonino tonis tony toomas tor torben tord
    tore torstein torsten toru torvald toshimitsu toshiro traian trajan travis trent trevor trifon
    tristan troels trond troy trygve tsvetan tudor tuncay tunde tuomas tuomo turgut turki tyler
    tyrone tyson tzachi tzipi uche udo ugur uhuru uldis ulf ulises ulrich ulrik umar umaro umberto
    umit unai unal urban urho uri uriel urmas uros urs usman uwe uzi vache vaclav vadim vadym
    vagif vahan vahe vahid valdas valdis valentin valentino valentyn valeri valerii valerijs
    valeriu valeriy valtteri vangelis vanja vardan vasile vasili vasilis vasiliy vasily vassilis
    vasyl vedran vegard veiko veli velimir velizar venelin venizelos verner viacheslav viatcheslav
    vic vicente victor vidar viesturs vigen vijay vikas vikram viktor vilhelm viliam ville vilmos
    vilnis vinay vincas vince vincent vincenzo vinko vinod viorel virgil virgilijus virginijus
    visar vit vitali vitalii vitalijs vitaliy vitaly vito vitomir vittorino vittorio vivek
    vjaceslavs vlad vladas vlade vladimir vladimirs vladislav vladislavs vlado vlatko vojislav
    vojtech voldemar volen volkan volker volodimir volodymyr vsevolod vuk vyacheslav vygaudas
    vytautas vytenis wade waldemar waleed walid wallace wallis walt walter warren wasim wayan
    wayne wendelin wendell werner wes wesley wilbur wilfred wilfried wilhelm willard willem willi
    william willie willy wilson wim winfried winston witold wladimir wladyslaw wlodzimierz
    wojciech wolfgang wolodymyr woodrow wouter wyatt xander xavier xhemal yaakov yahya yair yakov
    yalcin yamen yang yanis yanko yann yannick yannik yannis yaroslav yasar yaser yash yasin
    yasser yasuhiro yasuo yavuz yaw yefim yegor yehuda yevgeny yevhen yevhenii yiannis yigal yigit
    yilmaz yitzhak yoav yoichi yonatan yoram yorgos yosef yoshihide yoshihiko yoshimasa yoshio
    yossi youri yousef youssef yuichi yuichiro yukio yukiya yunus yuri yurii yuriy yusef yusuf
    yutaka yuval yvan yves zac zach zachary zack zafer zaheer zaid zain zaki zalmay zane zaur
    zbigniew zdenek zdenko zdravko zdzislaw zeev zef zeki zeljko zenon zephyr zhivko ziad ziga
    zigmantas zigmars ziya zlatko zola zoltan zoran zsolt zuheir zurab zvi zygimantas zygmunt
"""
#: Borne by women and men alike; they tell a person, but not which.
_BOTH = """
    alex alexis ali andrea ashley carey casey charlie chris dana daniele devin dominique drew
    frankie gabriele hilary jackie jamie jan jean jo joan jody jules kai kay kelly kerry kim kit
    laurence lee leigh lesley leslie lindsay lindsey lou marion max micah michele morgan nicky
    nicola nikita nino noel pat quinn robin rory sam sandy sasha shannon shawn simone stacy stevie
    taylor terry tracy valery vivian
"""

_GENDERS: dict[str, Gender | None] = {
    **dict.fromkeys(_WOMEN.split(), "f"),
    **dict.fromkeys(_MEN.split(), "m"),
    **dict.fromkeys(_BOTH.split(), None),
}


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name of the list."""
    return word in _GENDERS


def gender_of(word: str) -> Gender | None:
    """The gender that a folded given name tells, if it tells one."""
    return _GENDERS.get(word)
