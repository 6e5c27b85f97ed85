//! The feeds that are followed: adding, removing, OPML, topics.

use super::action::Action;
use super::command::FeedCommand;
use super::context::Context;
use super::effect::Effect;
use super::news::FeedRequest;
use crate::words::Phrase;

/// Runs a command without an argument on the page.
pub(super) fn command(command: FeedCommand, context: &Context) -> Vec<Action> {
    if !context.options.library {
        return vec![Action::Say(Phrase::OnlyInLibrary)];
    }
    match command {
        FeedCommand::Add => vec![Action::BeginLine("add-feed ")],
        FeedCommand::Import => vec![Action::BeginLine("import-feeds ")],
        FeedCommand::Export => vec![Action::BeginLine("export-feeds ")],
        FeedCommand::Edit | FeedCommand::Remove => vec![Action::Say(Phrase::InFeedsOnly)],
        FeedCommand::OfferTopics => request(FeedRequest::OfferTopics),
    }
}

/// Runs a command with its argument, the address of a feed or the name of a file.
pub(super) fn with_argument(
    command: FeedCommand,
    argument: &str,
    context: &Context,
) -> Vec<Action> {
    if !context.options.library {
        return vec![Action::Say(Phrase::OnlyInLibrary)];
    }
    let argument = argument.trim().to_owned();
    match command {
        FeedCommand::Add => {
            let look = Action::Say(Phrase::LookingForFeed(argument.as_str().into()));
            let mut actions = request(FeedRequest::Add(argument));
            actions.insert(0, look);
            actions
        }
        FeedCommand::Import => request(FeedRequest::Import(argument)),
        FeedCommand::Export => request(FeedRequest::Export(argument)),
        FeedCommand::Edit | FeedCommand::Remove | FeedCommand::OfferTopics => Vec::new(),
    }
}

fn request(request: FeedRequest) -> Vec<Action> {
    vec![Action::Perform(Effect::Feeds(request))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, library_context};

    #[test]
    fn a_feed_is_added_by_its_address_and_only_to_a_library() {
        let add = FeedCommand::Add;
        let only = vec![Action::Say(Phrase::OnlyInLibrary)];
        assert_eq!(command(add, &context()), only);
        assert_eq!(with_argument(add, "example.org", &context()), only);
        let begun = command(add, &library_context());
        assert_eq!(begun, vec![Action::BeginLine("add-feed ")]);
        let actions = with_argument(add, " example.org ", &library_context());
        let wanted = Effect::Feeds(FeedRequest::Add("example.org".to_owned()));
        assert_eq!(actions.last(), Some(&Action::Perform(wanted)));
    }
}
