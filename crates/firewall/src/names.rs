//! The entity types of the schema, read once.

use std::str::FromStr;

use cedar_policy::{EntityId, EntityTypeName, EntityUid};

/// A type of entity, ready to name one.
#[derive(Clone, Debug)]
pub(crate) struct Kind(EntityTypeName);

impl Kind {
    /// The entity of this name.
    pub(crate) fn uid(&self, name: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(self.0.clone(), EntityId::new(name))
    }
}

/// Makes the struct of all types, and how it is read.
macro_rules! names {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// The entity types of the schema.
        #[derive(Clone, Debug)]
        pub(crate) struct Names {
            $(pub(crate) $field: Kind,)*
        }

        impl Names {
            pub(crate) fn read() -> Result<Self, String> {
                let kind = |name: &str| EntityTypeName::from_str(name).map(Kind).map_err(|error| error.to_string());
                Ok(Self { $($field: kind($name)?,)* })
            }
        }
    };
}

names! {
    action = "Action",
    actor = "Actor",
    node = "Node",
    organisation = "Organisation",
    purpose = "Purpose",
    record = "Record",
    role = "Role",
    sector = "Sector",
    status = "Status",
}
