// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_kinds.h"

#include "metrics/nearest_name.h"
#include "metrics/units.h"
#include "sources/amqp_kind.h"
#include "sources/postgres_kind.h"
#include "sources/redis_stream_kind.h"
#include "sources/sqs_kind.h"

#include <algorithm>

// Each kind has a file KIND_kind.h and .cpp, which is always compiled and knows its addresses, and
// the source itself, which is left out where its library is not there (core/CMakeLists.txt says
// which files those are, and defines FANLIGHT_WITH_… where they are in).
namespace fanlight::source_kinds {

using namespace Qt::Literals::StringLiterals;

namespace {

// What is wrong with parameters that the kind does not know.
QString objectionToParameters(const SourceKind& kind, const SourceUrl& url)
{
    for (const auto& parameter : url.parameters) {
        if (kind.parameters.contains(parameter.first))
            continue;
        const QString nearest = nearestName(parameter.first, kind.parameters);
        return u"“?%1=” means nothing here%2"_s.arg(parameter.first,
            nearest.isEmpty() ? QString() : QString(u"; did you mean “"_s % nearest % u"”?"_s));
    }
    return {};
}

QString schemes()
{
    QStringList names;
    for (const SourceKind& kind : all())
        names += kind.schemes.first() % u"://"_s;
    return names.join(u", "_s);
}

QString unknownScheme(const QString& scheme)
{
    QStringList names;
    for (const SourceKind& kind : all())
        names += kind.schemes;
    const QString nearest = nearestName(scheme, names);
    return u"no source is called %1://%2; there are %3"_s.arg(scheme,
        nearest.isEmpty() ? QString() : QString(u" (did you mean "_s % nearest % u"://?)"_s),
        schemes());
}

} // namespace

const std::vector<SourceKind>& all()
{
    static const std::vector<SourceKind> Kinds
        = {redisStreamKind(), amqpKind(), sqsKind(), postgresKind()};
    return Kinds;
}

const SourceKind* find(QStringView scheme)
{
    const auto found = std::find_if(all().begin(), all().end(),
        [scheme](const SourceKind& kind) { return kind.schemes.contains(scheme); });
    return found == all().end() ? nullptr : &*found;
}

std::optional<Given> read(const QString& text, QString* error)
{
    const auto url = SourceUrl::parse(text, error);
    if (!url) {
        *error = u"this is no address of a source: "_s % *error
            % u"; a source begins with one of "_s % schemes();
        return std::nullopt;
    }
    const SourceKind* const kind = find(url->scheme);
    if (!kind) {
        *error = unknownScheme(url->scheme);
        return std::nullopt;
    }
    if (!kind->isBuiltIn) {
        *error = u"%1 is not built in: this build lacks %2"_s.arg(kind->title, kind->library);
        return std::nullopt;
    }
    Given given{*url, kind, {}};
    QString queue;
    QString wrong = objectionToParameters(*kind, *url);
    if (wrong.isEmpty())
        wrong = kind->read(*url, &queue);
    if (!wrong.isEmpty()) {
        *error
            = u"this is no address of %1: %2. Accepted: %3"_s.arg(kind->title, wrong, kind->form);
        return std::nullopt;
    }
    given.name = url->name.isEmpty() ? queue : url->name;
    if (given.name.size() > SourceUrl::MostNameLength || given.name.contains(u'/')) {
        *error = u"the source of %1 needs a name of at most %2 characters without a slash: "
                 "?name=NAME"_s.arg(kind->title)
                     .arg(SourceUrl::MostNameLength);
        return std::nullopt;
    }
    return given;
}

QString readAll(const QStringList& texts, std::vector<Given>* given)
{
    given->clear();
    for (const QString& text : texts) {
        QString wrong;
        auto one = read(text, &wrong);
        if (!one)
            return wrong;
        const bool isTaken = std::any_of(given->begin(), given->end(),
            [&](const Given& other) { return other.name == one->name; });
        if (isTaken)
            return u"two sources are called “%1”; give one of them another ?name="_s.arg(one->name);
        given->push_back(std::move(*one));
    }
    return texts.size() > MostSources
        ? u"a hub has at most %1 sources, these are %2"_s.arg(MostSources).arg(texts.size())
        : QString();
}

QString builtIn()
{
    QStringList in;
    QStringList out;
    for (const SourceKind& kind : all())
        (kind.isBuiltIn ? in : out)
            += kind.isBuiltIn ? kind.name : QString(kind.name % u" ("_s % kind.library % u')');
    return u"built in: "_s % in.join(u", "_s)
        % (out.isEmpty() ? QString() : QString(u"; not in this build: "_s % out.join(u", "_s)));
}

QString readCount(const SourceUrl& url, QStringView key, qint64 least, qint64 most, int* number)
{
    const QString text = url.value(key);
    if (text.isNull())
        return {};
    const auto count = parseWholeNumber(text);
    if (!count || *count < least || *count > most)
        return u"“%1=” is no whole number from %2 to %3"_s.arg(key).arg(least).arg(most);
    *number = static_cast<int>(*count);
    return {};
}

QString readNeeded(const SourceUrl& url, QStringView key, const QString& what, QString* text)
{
    *text = url.value(key);
    return text->isEmpty() ? u"“%1=” is missing, %2"_s.arg(key, what) : QString();
}

} // namespace fanlight::source_kinds
