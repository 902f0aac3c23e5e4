"""The methods of the Bot API that the fake knows, and the fields that each of them takes (Bot API 10.0)."""

from dataclasses import dataclass, field
from typing import Final

UPDATE_TYPES: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    }
)
CHAT_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
SCOPES: Final = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


@dataclass(frozen=True)
class Method:
    """What one method takes."""

    required: frozenset[str] = field(default_factory=frozenset)
    optional: frozenset[str] = field(default_factory=frozenset)


def _method(required: str = "", optional: str = "") -> Method:
    return Method(frozenset(required.split()), frozenset(optional.split()))


_SENDING = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content "
    "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup"
)
_INLINE_OR_CHAT = "business_connection_id chat_id message_id inline_message_id reply_markup"

METHODS: Final[dict[str, Method]] = {
    "getMe": _method(),
    "getUpdates": _method("", "offset limit timeout allowed_updates"),
    "setWebhook": _method(
        "url", "certificate ip_address max_connections allowed_updates drop_pending_updates secret_token"
    ),
    "deleteWebhook": _method("", "drop_pending_updates"),
    "getWebhookInfo": _method(),
    "sendMessage": _method("chat_id text", f"parse_mode entities link_preview_options {_SENDING}"),
    "sendPhoto": _method(
        "chat_id photo", f"caption parse_mode caption_entities show_caption_above_media has_spoiler {_SENDING}"
    ),
    "editMessageText": _method("text", f"parse_mode entities link_preview_options {_INLINE_OR_CHAT}"),
    "editMessageMedia": _method("media", _INLINE_OR_CHAT),
    "editMessageReplyMarkup": _method("", _INLINE_OR_CHAT),
    "deleteMessage": _method("chat_id message_id"),
    "sendChatAction": _method("chat_id action", "business_connection_id message_thread_id"),
    "answerCallbackQuery": _method("callback_query_id", "text show_alert url cache_time"),
    "answerInlineQuery": _method("inline_query_id results", "cache_time is_personal next_offset button"),
    "setMyCommands": _method("commands", "scope language_code"),
    "getMyCommands": _method("", "scope language_code"),
    "deleteMyCommands": _method("", "scope language_code"),
    "setMyName": _method("", "name language_code"),
    "getMyName": _method("", "language_code"),
    "setMyDescription": _method("", "description language_code"),
    "getMyDescription": _method("", "language_code"),
    "setMyShortDescription": _method("", "short_description language_code"),
    "getMyShortDescription": _method("", "language_code"),
    "setMessageReaction": _method("chat_id message_id", "reaction is_big"),
    "setChatMenuButton": _method("", "chat_id menu_button"),
    "leaveChat": _method("chat_id"),
}
