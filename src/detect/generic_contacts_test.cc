// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/generic_contacts.h"

#include <gtest/gtest.h>

namespace lodestar::detect {
namespace {

using enum text::IdentifierKind;

TEST(GenericContacts, placeholder_and_service_numbers_are_nobodys) {
  for (const char* number :
       {"+351912345678", "0000000", "+15551111111", "7654321", "112", "116000"})
    EXPECT_TRUE(is_generic(phone, number)) << number;
}
TEST(GenericContacts, freephone_hotlines_are_nobodys) {
  for (const char* number : {"+18883737888", "+448000121700", "+80000116000"})
    EXPECT_TRUE(is_generic(phone, number)) << number;
}
TEST(GenericContacts, other_numbers_are_somebodys) {
  for (const char* number : {"+12125550147", "+351920000471", "+447700900123", "2125550147"})
    EXPECT_FALSE(is_generic(phone, number)) << number;
}
TEST(GenericContacts, a_mailbox_is_nobodys_by_its_name_or_by_name_and_domain) {
  EXPECT_TRUE(is_generic(email, "yourname@firm.pt"));
  EXPECT_TRUE(is_generic(email, "info@example.com"));
  EXPECT_TRUE(is_generic(email, "contact@mail.invalid"));
  EXPECT_FALSE(is_generic(email, "info@firm.pt"));
  EXPECT_FALSE(is_generic(email, "lena.r@example.com"));
}
TEST(GenericContacts, a_platform_is_nobodys_and_a_page_on_it_somebodys) {
  EXPECT_TRUE(is_generic(url, "https://www.facebook.com/"));
  EXPECT_TRUE(is_generic(url, "t.me"));
  EXPECT_FALSE(is_generic(url, "https://t.me/agency_lena"));
  EXPECT_FALSE(is_generic(url, "facebook.com/agency.lena"));
  EXPECT_FALSE(is_generic(url, "notfacebook.com"));
}
TEST(GenericContacts, a_mail_provider_and_a_portal_in_any_country_are_nobodys) {
  for (const char* host : {"gmail.com",
                           "hotmail.fr",
                           "outlook.es",
                           "yahoo.com.br",
                           "icloud.com",
                           "proton.me",
                           "mail.ru",
                           "yandex.ru",
                           "gmx.at",
                           "web.de",
                           "orange.fr",
                           "wanadoo.fr",
                           "airbnb.com",
                           "airbnb.co.uk",
                           "booking.com",
                           "google.com/maps",
                           "maps.google.com",
                           "google.de",
                           "m.facebook.com",
                           "fr-fr.facebook.com",
                           "instagram.com",
                           "wa.me",
                           "https://fr.airbnb.com/"})
    EXPECT_TRUE(is_generic(url, host)) << host;
  for (const char* host :
       {"gmail.villa-rosa.com", "airbnb.com/rooms/4711", "google.com/maps/place/spa",
        "booking.villa-rosa.com", "lena.booking", "wanadoo-villa.fr", "airbnb-berlin-rooms.com",
        "instagram.com/lena", "web.de.lena.com"})
    EXPECT_FALSE(is_generic(url, host)) << host;
}
TEST(GenericContacts, a_handle_may_be_a_placeholder_or_a_number) {
  EXPECT_TRUE(is_generic(telegram, "username"));
  EXPECT_TRUE(is_generic(whatsapp, "+10000000000"));
  EXPECT_FALSE(is_generic(telegram, "agency_lena"));
  EXPECT_FALSE(is_generic(whatsapp, "+351920000471"));
}
TEST(GenericContacts, accounts_and_images_are_never_generic) {
  EXPECT_FALSE(is_generic(iban, "test"));
  EXPECT_FALSE(is_generic(image_hash, "0000000000000000"));
}

}  // namespace
}  // namespace lodestar::detect
