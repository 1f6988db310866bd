// Names as they stand on the rosters of health workers from California to Hawaii. Any of them together make a person who does not exist.

export interface Naming {
  /** How many of a hundred members. */
  weight: number
  first: string[]
  last: string[]
  /** Language of mails and calls that some of them ask for, BCP 47, and how many of a hundred do. The others ask for English. */
  language?: [tag: string, percent: number]
}

const words = (text: string) => text.trim().split(/\s*,\s*/)

export const namings: Naming[] = [
  {
    weight: 19,
    first: words(`Linda, Karen, Susan, Rebecca, Emily, Hannah, Megan, Rachel, Laura, Amy, Heather, Melissa, Nicole, Andrea, Claire, Julia, Beth, Paula, Dana, Robin,
      Mark, Kevin, Brian, Eric, Scott, Peter, Paul, Andrew, Ryan, Neil, Walter, Glenn`),
    last: words(`Whitfield, Barlow, Harmon, Prescott, Lindgren, Calloway, Sutter, Brandt, Holloway, Keating, Marsh, Thornton, Weller, Voss, Langley, Pruitt, Hadley, Ames,
      Fairbanks, Osborne, Winslow, Tillman, O'Dell, O'Rourke, O'Malley, McAllister, McKinnon, Fitzgerald-Ames, Smith-Holloway, De Witt, St. Clair, Novak, Petersen, Kowalski`),
  },
  {
    weight: 10,
    first: words(`Denise, Keisha, Monique, Yolanda, Tamika, Latoya, Ebony, Simone, Jasmine, Aaliyah, Gloria, Vernita, Imani, Nia, Renée,
      Darnell, Marcus, Terrence, Andre, Reginald, Malik, Jamal, Curtis, Isaiah, DeShawn, Clifton`),
    last: words(`Washington, Jefferson, Banks, Gaines, Booker, Coleman, Dixon, Hairston, Merriweather, Mosley, Pettway, Rollins, Sinclair, Tubbs, Vaughn, Witherspoon,
      Baptiste, Beauchamp, Gaines-Rollins, St. Julien, Toussaint, D'Abreu`),
  },
  {
    weight: 24,
    first: words(`María, Guadalupe, Rosa, Carmen, Leticia, Verónica, Mónica, Alejandra, Lucía, Sofía, Yesenia, Maribel, Araceli, Inés, Noemí, Graciela, Xóchitl, Itzel, Ana, Beatriz,
      José, Juan, Luis, Jesús, Ángel, Óscar, Héctor, Raúl, Andrés, Martín, Iván, Begoña`),
    last: words(`Hernández, García, Muñoz, Núñez, Peña, Ibáñez, Ordóñez, Zúñiga, Castañeda, Delgado, Vásquez, Menjívar, Ávalos, Cárdenas, Domínguez, Escobar, Gutiérrez, Ríos,
      Sandoval, Villaseñor, Quiñones, de la Cruz, de León, del Río, Ruiz-Ortega, Morales-Peña, García-Núñez, Reyes, Solís, Treviño`),
    language: ['es', 32],
  },
  {
    weight: 15,
    first: words(`Marisol, Rowena, Jocelyn, Cherry, Maricel, Analyn, Corazon, Ligaya, Luzviminda, Divina, Marites, Rosalie, Gemma, Imelda, Tess, Arlene, Dalisay,
      Rommel, Jericho, Arnel, Ramil, Dennis, Reynaldo, Ferdinand, Crisanto, Jun, Bayani, Efren, Niño`),
    last: words(`Santos, Bautista, Reyes, Ocampo, Dimaculangan, Macaraeg, Pangilinan, Villanueva, Salonga, Catacutan, Lacson, Manalo, Magsaysay, Batungbakal, Agbayani, Dumlao,
      Evangelista, Fajardo, Galang, Tolentino, Sarmiento, Ybañez, Peñaflor, dela Cruz, de Guzman, delos Santos, Cruz-Ocampo, Panganiban`),
    language: ['tl', 24],
  },
  {
    weight: 7,
    first: words(`Mei, Xiu-Ying, Wei, Jing, Li-Hua, Yan, Fang, Hui-Min, Ling, Xiaoling, Yuk-Lin, Siu-Fong, Grace, Vivian, Amy,
      Jun, Wei-Ming, Kai, Hao, Zhiqiang, Chi-Keung, Raymond, Alan`),
    last: words(`Chen, Wang, Zhang, Liu, Huang, Lin, Wong, Chan, Leung, Lau, Cheung, Kwok, Tsang, Lü, Xu, Ou-Yang, Zhao, Zhou, Guo, Fung, Yip`),
    language: ['zh', 30],
  },
  {
    weight: 6,
    first: words(`Thảo, Hương, Lan, Mỹ Linh, Ngọc, Phượng, Tuyết, Hạnh, Trâm, Kim-Anh, Bích, Yến, Diễm, Hồng,
      Minh, Tuấn, Dũng, Hùng, Quốc, Đức, Khánh, Bảo, Thiện`),
    last: words(`Nguyễn, Trần, Lê, Phạm, Huỳnh, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Phan, Vũ, Trương`),
    language: ['vi', 34],
  },
  {
    weight: 4,
    first: words(`Min-ji, Soo-yeon, Ji-won, Eun-ji, Hye-jin, Yuna, Mi-kyung, Sun-hee, Grace, Esther, Young-ho, Jun-seo, Sang-woo, Daniel, Joon, Tae-hyun`),
    last: words(`Kim, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Han, Shin, Seo, Kwon, Noh, Namgung`),
    language: ['ko', 34],
  },
  {
    weight: 4,
    first: words(`Leilani, Noelani, Kēhaulani, Puanani, Mālia, Hōkūlani, Kalena, Nāpua, Uʻilani, Anuhea, Kamakaʻeha, Lehua,
      Kekoa, Keoni, Kaleo, Ikaika, Kawika, Keahi, Makoa, Nainoa, Kaʻimi, Kūpono`),
    last: words(`Kāʻai, Kealoha, Kahananui, Kalākaua-Wong, Keliʻi, Nāone, Kaʻahumanu, Māhoe, Kanahele, Kaʻōpua, Keawe, Kapuāla, Hoʻopiʻi, Pāʻia, Akana, ʻĀina, Kekūhaupiʻo, Kalāhiki, Lono-Keawe`),
  },
  {
    weight: 3,
    first: words(`Keiko, Michiko, Naomi, Emi, Sachi, Yumi, Akiko, Reiko, Kenji, Hiro, Takeshi, Glenn, Dean, Shinji`),
    last: words(`Nakamura, Tanaka, Yamashiro, Higa, Oshiro, Kaneshiro, Arakaki, Fujimoto, Matsuda, Ishikawa, Uehara, Nakasone, Ōta, Shimabukuro`),
  },
  {
    weight: 3,
    first: words(`Priya, Anjali, Lakshmi, Deepa, Kavitha, Harpreet, Simran, Manpreet, Fatima, Sunita, Rajesh, Gurdeep, Arjun, Vikram, Anil, Joseph`),
    last: words(`Raman, Iyer, Krishnan, Venkataraman, Singh, Kaur, Gill, Sandhu, Dhaliwal, Varghese, Kurian, Mathew, Chacko, Patel, Desai, Siddiqui`),
  },
  {
    weight: 2,
    first: words(`Ani, Siranush, Lusine, Anahit, Narine, Gayane, Armen, Hakob, Vahé, Tigran, Aram, Levon`),
    last: words(`Petrosyan, Grigoryan, Hovsepian, Karapetyan, Ter-Minasyan, Sarkissian, Avakian, Manoukian, Hakobyan`),
  },
  {
    weight: 2,
    first: words(`Sina, Lupe, Tiresa, Mele, ʻAna, Losa, Talia, Sione, Tavita, Ioane, Fetu, Semisi, Viliami`),
    last: words(`Faleafine, Tuiasosopo-Leota, Leiataua, Faʻasavalu, Taufaʻahau, Vaʻai, Tupou-Fonua, Maʻafu, Lealaimatafao, ʻAlofi, Salavea`),
  },
  {
    weight: 1,
    first: words(`Tigist, Hiwot, Selam, Almaz, Meseret, Dawit, Yonas, Bereket, Amara, Chiamaka, Ngozi, Kwame, Adwoa, Halima`),
    last: words(`Tesfaye, Gebremariam, Haile, Bekele, Woldemichael, Okonkwo, Adeyemi, Mensah, Owusu-Boateng, Diallo, N'Diaye, Abdi`),
  },
]
