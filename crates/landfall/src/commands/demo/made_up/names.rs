//! Names put together at random from common ones; any likeness to a person is chance.

use facts::Sex;

use super::{random::Random, routes::Tongue};

struct Names {
    women: &'static [&'static str],
    men: &'static [&'static str],
    families: &'static [&'static str],
}

const ARABIC: Names = Names {
    women: &["مريم", "فاطمة", "سعاد", "ليلى", "زينب", "هدى", "سلمى", "نور", "رنا", "أمينة"],
    men: &["محمد", "أحمد", "يوسف", "عمر", "خالد", "إبراهيم", "حسن", "علي", "سامي", "كريم"],
    families: &["الأحمد", "النجار", "الحداد", "منصور", "السيد", "الخطيب", "إدريس", "عثمان", "الحسن", "صالح", "الطيب"],
};
const FRENCH: Names = Names {
    women: &["Aïssatou", "Fatou", "Mariam", "Aminata", "Awa", "Ndèye", "Kadiatou", "Rokhaya", "Hawa", "Sira"],
    men: &["Mamadou", "Ibrahima", "Ousmane", "Cheikh", "Moussa", "Boubacar", "Amadou", "Modou", "Issa", "Sékou"],
    families: &["Diallo", "Ndiaye", "Traoré", "Keïta", "Bâ", "Sow", "Camara", "Coulibaly", "Fall", "Cissé", "Touré"],
};
const ENGLISH: Names = Names {
    women: &["Blessing", "Joy", "Selam", "Hiwot", "Grace", "Amina", "Saba", "Comfort", "Meron", "Zahra"],
    men: &["Samuel", "Emmanuel", "Yonas", "Abdi", "Daniel", "Tesfay", "Kofi", "Hassan", "Omar", "Haroon"],
    families: &["Okafor", "Mensah", "Tesfaye", "Abdullahi", "Haile", "Osei", "Warsame", "Ahmadi", "Bello", "Rahimi"],
};
const SPANISH: Names = Names {
    women: &["María", "Rosa", "Lucía", "Xiomara", "Elena", "Sofía", "Yesenia", "Carmen", "Ana", "Inés"],
    men: &["José", "Luis", "Miguel", "Óscar", "Ángel", "Héctor", "Julio", "Andrés", "Wilmer", "Raúl"],
    families: &["Hernández", "López", "Martínez", "Pérez", "Muñoz", "Chávez", "Reyes", "Núñez", "Cruz", "Gómez"],
};

impl Tongue {
    const fn names(self) -> &'static Names {
        match self {
            Self::Arabic => &ARABIC,
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
        }
    }

    /// A family name.
    pub fn family_name(self, random: &mut Random) -> &'static str {
        random.one::<&str>(self.names().families)
    }

    /// A given name that nobody of the family has yet, while the list lasts.
    pub fn given_name(self, sex: Sex, taken: &[&'static str], random: &mut Random) -> &'static str {
        let list = if sex == Sex::Female { self.names().women } else { self.names().men };
        let free: Vec<&'static str> = list.iter().copied().filter(|name| !taken.contains(name)).collect();
        random.one::<&str>(if free.is_empty() { list } else { &free })
    }
}
