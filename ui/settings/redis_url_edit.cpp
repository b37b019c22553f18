// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/redis_url_edit.h"

#include <optional>

namespace fanlight {
namespace {

const QString Dots(8, QChar(0x2022)); // of one length, whatever the password's

struct Span {
    qsizetype from;
    qsizetype length;
};

// Where a password stands in a URL: behind the first colon of what is before the last "@". A
// password that should have been percent-encoded, but was not, is found all the same.
std::optional<Span> passwordIn(const QString& url)
{
    static const QString separator = QStringLiteral("://");
    const qsizetype scheme = url.indexOf(separator);
    const qsizetype user = scheme < 0 ? 0 : scheme + separator.size();
    const qsizetype at = url.lastIndexOf(QLatin1Char('@'));
    const qsizetype colon = url.indexOf(QLatin1Char(':'), user);
    if (at < 0 || colon < 0 || colon >= at)
        return std::nullopt;
    return Span{colon + 1, at - colon - 1};
}

QString replaced(QString url, const Span& span, const QString& by)
{
    return url.replace(span.from, span.length, by);
}

} // namespace

RedisUrlEdit::RedisUrlEdit(QWidget* parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textEdited, this, &RedisUrlEdit::urlChanged);
    connect(this, &QLineEdit::editingFinished, this, &RedisUrlEdit::hidePassword);
}

QString RedisUrlEdit::url() const
{
    const QString shown = text().trimmed();
    const auto span = passwordIn(shown);
    if (!span || shown.mid(span->from, span->length) != Dots)
        return shown;
    return replaced(shown, *span, m_password);
}

void RedisUrlEdit::setUrl(const QString& url)
{
    setText(url.trimmed());
    hidePassword();
    Q_EMIT urlChanged();
}

bool RedisUrlEdit::hasPassword() const
{
    const auto span = passwordIn(url());
    return span && span->length > 0;
}

void RedisUrlEdit::setPasswordShown(bool shown)
{
    const QString whole = url();
    m_shown = shown;
    setText(whole); // forgets what could be undone, too
    hidePassword();
}

void RedisUrlEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    hidePassword();
}

void RedisUrlEdit::hidePassword()
{
    const QString whole = url();
    const auto span = passwordIn(whole);
    m_password = span ? whole.mid(span->from, span->length) : QString();
    const bool hides = !m_shown && span && span->length > 0;
    if (const QString wanted = hides ? replaced(whole, *span, Dots) : whole; wanted != text())
        setText(wanted);
}

} // namespace fanlight
