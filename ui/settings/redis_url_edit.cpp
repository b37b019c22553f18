// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/redis_url_edit.h"

#include <QRegularExpression>

#include <algorithm>

namespace fanlight {
namespace {

const QString Dots(8, QChar(0x2022)); // of one length, whatever the password's

struct Span {
    qsizetype from;
    qsizetype length;
};

// Where passwords stand in a URL, in order: behind the first colon of what is before the last "@",
// where a password that should have been percent-encoded, but was not, is found all the same; and
// in the query. Names of files ("password=@FILE") are none.
QList<Span> passwordsIn(const QString& url)
{
    static const QString separator = QStringLiteral("://");
    static const QRegularExpression inQuery(
        QStringLiteral("[?&](?:sentinel-)?password=(?!@)([^&]+)"));
    static const QRegularExpression file(QStringLiteral("(?<==)@"));
    QList<Span> spans;
    const qsizetype scheme = url.indexOf(separator);
    const qsizetype user = scheme < 0 ? 0 : scheme + separator.size();
    QString rest = url;
    const qsizetype at = rest.replace(file, QStringLiteral(" ")).lastIndexOf(QLatin1Char('@'));
    const qsizetype colon = url.indexOf(QLatin1Char(':'), user);
    if (colon >= 0 && colon < at)
        spans.append({colon + 1, at - colon - 1});
    for (auto found = inQuery.globalMatch(url, std::max<qsizetype>(at, 0)); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        spans.append({one.capturedStart(1), one.capturedLength(1)});
    }
    return spans;
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
    QString whole = text().trimmed();
    const QList<Span> spans = passwordsIn(whole);
    for (qsizetype i = spans.size() - 1; i >= 0; --i) {
        if (whole.mid(spans[i].from, spans[i].length) == Dots)
            whole.replace(spans[i].from, spans[i].length, m_passwords.value(i));
    }
    return whole;
}

void RedisUrlEdit::setUrl(const QString& url)
{
    setText(url.trimmed());
    hidePassword();
    Q_EMIT urlChanged();
}

bool RedisUrlEdit::hasPassword() const
{
    const QList<Span> spans = passwordsIn(url());
    return std::any_of(
        spans.begin(), spans.end(), [](const Span& span) { return span.length > 0; });
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
    QString shown = url();
    const QList<Span> spans = passwordsIn(shown);
    m_passwords.clear();
    for (const Span& span : spans)
        m_passwords.append(shown.mid(span.from, span.length));
    for (qsizetype i = spans.size() - 1; i >= 0 && !m_shown; --i) {
        if (spans[i].length > 0)
            shown.replace(spans[i].from, spans[i].length, Dots);
    }
    if (shown != text())
        setText(shown);
}

} // namespace fanlight
