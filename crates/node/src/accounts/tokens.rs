//! Tokens of programs that read in a member's name: of one purpose, of some kinds, for some days, and never what is sealed.

use firewall::{Action, Principal, Role, Status};
use rooms::account::ApiToken;
use rooms::header::{KindName, Purpose, RecordId};

use super::AccountError;
use super::invite::{DAY_MS, check_days};
use super::records;
use super::secret::{Secret, digest};
use super::session::Session;
use super::standing::Standing;
use crate::layout::to_hex;
use crate::{Node, NodeError};

/// Most days that a token works.
pub const TOKEN_DAYS_MAX: u32 = 90;
/// What a token begins with, so that one that lies about is known for what it is.
const PREFIX: &str = "landfall_";
const LABEL_CHAR_COUNT_MAX: usize = 80;

/// What a program is to read.
pub struct IssueToken<'a> {
    /// What its owner calls it.
    pub label: &'a str,
    /// For which purpose.
    pub purpose: Purpose,
    /// Which kinds of records.
    pub kinds: Vec<KindName>,
    /// For how many days.
    pub days: u32,
}

/// Who reads by a token, and what they may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenReader {
    /// In whose name, and in which role.
    pub principal: Principal,
    /// For this purpose only.
    pub purpose: Purpose,
    /// Of these kinds only.
    pub kinds: Vec<KindName>,
}

/// One token on its owner's list.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenLine {
    /// Names it; it opens nothing.
    pub id: RecordId,
    /// What its owner calls it.
    pub label: String,
    /// In which role it reads.
    pub role: String,
    /// For which purpose.
    pub purpose: Purpose,
    /// Which kinds.
    pub kinds: Vec<KindName>,
    /// Until when, in milliseconds since 1970.
    pub expires_ms: u64,
}

impl Node {
    /// Lets a program read in one's name, in the role that one acts in. The token is told once; its hash is kept.
    ///
    /// # Errors
    /// Where the firewall refuses, or the days are too many.
    pub async fn issue_token(&self, session: &Session, asked: IssueToken<'_>) -> Result<Secret, NodeError> {
        let who = session.principal();
        self.govern(who, Action::IssueToken).await?;
        check_days(asked.days, TOKEN_DAYS_MAX)?;
        let secret = Secret::behind(PREFIX, &Secret::random()?);
        let token = ApiToken {
            token: to_hex(&digest(secret.as_str())),
            label: asked.label.chars().filter(|it| !it.is_control()).take(LABEL_CHAR_COUNT_MAX).collect(),
            handle: who.handle.clone(),
            role: who.role.to_string(),
            purpose: asked.purpose,
            kinds: asked.kinds,
            expires_unix_ms: self.accounts.now_ms() + u64::from(asked.days) * DAY_MS,
            is_withdrawn: false,
        };
        let _turn = self.custody.writing.read().await;
        self.keep_account(&who.handle, token, None, |_| {}).await?;
        Ok(secret)
    }

    /// Who reads by a token; `None` where it never was, has expired, was taken back, or its owner has left or lost the role.
    pub async fn token_principal(&self, text: &str) -> Option<TokenReader> {
        let hash = to_hex(&digest(text.strip_prefix(PREFIX).map(|_| text)?));
        self.settle().await.ok()?;
        let state = self.state.read().await;
        state.unlocked.as_ref()?;
        let mut all = records::all::<ApiToken>(&state.view).into_iter().map(|it| it.content);
        let token = all.find(|it| it.token == hash)?;
        let standing = Standing::of(&state.view, &token.handle)?;
        let role: Role = token.role.parse().ok()?;
        let holds = standing.status == Status::Confirmed && standing.roles.contains(&role);
        let is_good = holds && !token.is_withdrawn && self.accounts.now_ms() < token.expires_unix_ms;
        is_good.then(|| TokenReader {
            principal: standing.principal(role, "token"),
            purpose: token.purpose,
            kinds: token.kinds,
        })
    }

    /// The tokens of whoever is signed in that still work.
    pub async fn tokens_of(&self, session: &Session) -> Vec<TokenLine> {
        let (state, now_ms) = (self.state.read().await, self.accounts.now_ms());
        let all = records::all::<ApiToken>(&state.view).into_iter();
        let theirs = all.filter(|it| {
            it.content.handle == session.principal().handle
                && !it.content.is_withdrawn
                && now_ms < it.content.expires_unix_ms
        });
        let line = |it: records::Found<ApiToken>| TokenLine {
            id: it.record,
            label: it.content.label,
            role: it.content.role,
            purpose: it.content.purpose,
            kinds: it.content.kinds,
            expires_ms: it.content.expires_unix_ms,
        };
        theirs.map(line).collect()
    }

    /// Takes one of one's own tokens back.
    ///
    /// # Errors
    /// Where there is none of that id.
    pub async fn withdraw_token(&self, session: &Session, id: RecordId) -> Result<(), NodeError> {
        let handle = &session.principal().handle;
        let _turn = self.custody.writing.read().await;
        let found = {
            let state = self.state.read().await;
            let mut all = records::all::<ApiToken>(&state.view).into_iter();
            all.find(|it| it.record == id && it.content.handle == *handle).ok_or(AccountError::NoSuchLink)?
        };
        let withdrawn = ApiToken { is_withdrawn: true, ..found.content };
        self.keep_account(handle, withdrawn, Some((found.record, found.version)), |_| {}).await?;
        Ok(())
    }
}
